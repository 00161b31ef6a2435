package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readingHasARateWhereThereAreVectors(int threads) {
    try (Arena arena = Arena.ofShared();
        Workers workers = Workers.of(threads)) {
      double rate = KernelInfo.readRate(workers, arena.allocate(100_001));

      if (KernelInfo.vectorBits() == Float.SIZE) {
        assertThat(rate).isNaN();
      } else {
        assertThat(rate).isPositive();
      }
    }
  }

  @Test
  void nothingToReadHasNoRate() {
    try (Arena arena = Arena.ofShared();
        Workers workers = Workers.of(2)) {
      assertThat(KernelInfo.readRate(workers, arena.allocate(1))).isNaN();
    }
  }

  @Test
  void memoryOnTheHeapIsRefused() {
    MemorySegment heap = MemorySegment.ofArray(new float[64]);
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> KernelInfo.readRate(workers, heap))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("on the heap");
    }
  }

  @Test
  void memoryOfAClosedArenaIsRefused() {
    try (Workers workers = Workers.of(1)) {
      MemorySegment closed;
      try (Arena arena = Arena.ofShared()) {
        closed = arena.allocate(1024);
      }
      assertThatThrownBy(() -> KernelInfo.readRate(workers, closed))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was closed");
    }
  }

  @Test
  void thereIsAtLeastOneThreadAndByDefaultNoMoreThanProcessors() {
    int processors = Runtime.getRuntime().availableProcessors();

    assertThat(KernelInfo.threads())
        .isBetween(1, Integer.getInteger(KernelInfo.THREADS_PROPERTY, processors));
  }
}
