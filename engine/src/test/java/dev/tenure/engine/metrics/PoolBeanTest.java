package dev.tenure.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import org.junit.jupiter.api.Test;

class PoolBeanTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void theServerShowsWhatThePoolSays() throws Exception {
    try (TensorPool pool = TensorPool.withLimit(1 << 20);
        PoolBean bean = PoolBean.register("a \"name\", any: text", pool);
        PooledTensor tensor = pool.rent(Shape.of(64))) {
      assertThat(tensor.isOpen()).isTrue();
      assertThat(read(bean, "Rents")).isEqualTo(1L);
      assertThat(read(bean, "Returns")).isEqualTo(0L);
      assertThat(read(bean, "Outstanding")).isEqualTo(1L);
      assertThat(read(bean, "HitRate")).isEqualTo(0.0);
      assertThat(read(bean, "DoubleCloses")).isEqualTo(0L);
      assertThat(read(bean, "LiveBytes")).isEqualTo(256L);
      assertThat(read(bean, "PooledBytes")).isEqualTo(0L);
      assertThat(read(bean, "PeakBytes")).isEqualTo(256L);
      assertThat(read(bean, "LimitBytes")).isEqualTo(1L << 20);
      assertThat(call(bean, "diagnostics")).isEqualTo(pool.diagnostics());
    }
  }

  @Test
  void aPoolIsTrimmedAndResetFromTheConsole() throws Exception {
    try (TensorPool pool = TensorPool.withLimit(1 << 20);
        PoolBean bean = PoolBean.register("trimmed", pool)) {
      pool.rent(Shape.of(64)).close();

      assertThat(call(bean, "trim")).isEqualTo(256L);
      call(bean, "resetStatistics");

      assertThat(read(bean, "PooledBytes")).isEqualTo(0L);
      assertThat(read(bean, "Rents")).isEqualTo(0L);
    }
  }

  @Test
  void aClosedBeanIsGoneAndMayBeClosedAgain() {
    try (TensorPool pool = TensorPool.withLimit(1 << 20)) {
      PoolBean bean = PoolBean.register("gone", pool);

      bean.close();
      bean.close();

      assertThat(server.isRegistered(bean.objectName())).isFalse();
      assertThat(pool.statistics().outstanding()).isZero();
    }
  }

  @Test
  void twoPoolsCannotHaveTheSameName() {
    try (TensorPool pool = TensorPool.withLimit(1 << 20);
        PoolBean bean = PoolBean.register("twice", pool)) {
      assertThatThrownBy(() -> PoolBean.register("twice", pool))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("twice")
          .hasMessageContaining("another name");
      assertThat(server.isRegistered(bean.objectName())).isTrue();
    }
  }

  private Object read(PoolBean bean, String attribute) throws Exception {
    return server.getAttribute(bean.objectName(), attribute);
  }

  private Object call(PoolBean bean, String operation) throws Exception {
    return server.invoke(bean.objectName(), operation, new Object[0], new String[0]);
  }
}
