package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.OperatingSystemMXBean;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class NativePoolProviderTest {
  @Test
  void theEngineIsFoundAndOpensPools() {
    try (TensorPool pool = TensorPool.withLimit(4096)) {
      assertThat(pool).isInstanceOf(NativeTensorPool.class);
      assertThat(pool.statistics().limitBytes()).isEqualTo(4096);
    }
  }

  @Test
  void theSharedPoolIsOneAndLimitedToHalfOfTheMachinesMemory() {
    long memory =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    assertThat(TensorPool.shared()).isSameAs(TensorPool.shared());
    assertThat(TensorPool.shared().statistics().limitBytes()).isEqualTo(memory / 2);
  }

  @Test
  void theSharedPoolIsNotClosed() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> TensorPool.shared().close());
    try (PooledTensor tensor = TensorPool.shared().rent(Shape.of(4))) {
      assertThat(tensor.toArray()).containsOnly(0);
    }
  }
}
