package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SizeClassTest {
  private static final long SIZES = 1 << 16;

  @Test
  void aBlockIsAWholeNumberOfCacheLinesThatHoldsItsBytes() {
    for (long bytes = 0; bytes <= SIZES; bytes++) {
      long block = SizeClass.blockBytes(bytes);
      assertThat(block).isPositive().isGreaterThanOrEqualTo(bytes);
      assertThat(block % 64).isZero();
    }
  }

  @Test
  void moreBytesNeverGetASmallerBlock() {
    for (long bytes = 0; bytes < SIZES; bytes++) {
      assertThat(SizeClass.blockBytes(bytes + 1))
          .isGreaterThanOrEqualTo(SizeClass.blockBytes(bytes));
    }
  }

  @Test
  void aBlockServesABlocksWorthOfBytesItself() {
    for (long bytes = 0; bytes <= SIZES; bytes++) {
      long block = SizeClass.blockBytes(bytes);
      assertThat(SizeClass.blockBytes(block)).isEqualTo(block);
    }
  }

  @Test
  void lessThanAFifthOfABlockIsUnusedAbove256Bytes() {
    for (long bytes = 257; bytes <= SIZES; bytes++) {
      long block = SizeClass.blockBytes(bytes);
      assertThat((block - bytes) * 5).isLessThan(block);
    }
  }

  @Test
  void theClassesAreFourToADoublingFrom256BytesOn() {
    assertThat(LongStream.rangeClosed(0, 2048).map(SizeClass::blockBytes).distinct().toArray())
        .containsExactly(
            64, 128, 192, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792, 2048);
  }

  @Test
  void theLargestSizesDoNotOverflow() {
    assertThat(SizeClass.blockBytes(SizeClass.LARGEST)).isEqualTo(SizeClass.LARGEST);
    assertThat(SizeClass.blockBytes(SizeClass.LARGEST - 1)).isEqualTo(SizeClass.LARGEST);
    assertThat(SizeClass.blockBytes((1L << 40) + 1)).isEqualTo((1L << 40) + (1L << 38));
  }

  @Test
  void theNumbersOfTheClassesFollowTheirSizesWithoutAGap() {
    for (int index = 0; index < SizeClass.COUNT; index++) {
      assertThat(SizeClass.indexOf(SizeClass.bytesOf(index))).isEqualTo(index);
    }
    for (int index = 1; index < SizeClass.COUNT; index++) {
      assertThat(SizeClass.indexOf(SizeClass.bytesOf(index - 1) + 1)).isEqualTo(index);
    }
    assertThat(SizeClass.bytesOf(SizeClass.COUNT - 1)).isEqualTo(SizeClass.LARGEST);
  }
}
