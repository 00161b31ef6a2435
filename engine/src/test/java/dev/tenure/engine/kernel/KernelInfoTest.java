package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelInfoTest {
  @Test
  void theDescriptionNamesTheWidth() {
    if (KernelInfo.vectorBits() == Float.SIZE) {
      assertThat(KernelInfo.description()).isEqualTo("plain Java, no vectors");
      assertThat(KernelInfo.multiplyAddRate(1000)).isNaN();
    } else {
      assertThat(KernelInfo.description()).contains(KernelInfo.vectorBits() + "-bit");
      assertThat(KernelInfo.multiplyAddRate(1000)).isPositive();
    }
  }

  @Test
  void thereIsAtLeastOneThreadAndByDefaultNoMoreThanProcessors() {
    int processors = Runtime.getRuntime().availableProcessors();

    assertThat(KernelInfo.threads())
        .isBetween(1, Integer.getInteger(KernelInfo.THREADS_PROPERTY, processors));
  }
}
