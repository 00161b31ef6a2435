package dev.tenure.engine.memory;

/// Rounds sizes up, so that memory fits later rents of about the same size.
///
/// Each doubling is cut into four steps: 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, … so
/// that less than a fifth of a block above 256 bytes is unused. All sizes are multiples of 64
/// bytes, a cache line and the widest vector; so the smallest are 64, 128 and 192. Classes are
/// numbered from the smallest, 0, on.
final class SizeClass {
  static final int ALIGNMENT = 64;

  /// The most bytes that a block can serve, so that no sum here overflows; far beyond any machine.
  static final long LARGEST = 1L << 62;

  private static final int STEPS_PER_DOUBLING = 4;

  /// Below this power of two the steps are of the alignment.
  private static final int FIRST_DOUBLING = 8;

  static final int COUNT = indexOf(LARGEST) + 1;

  private SizeClass() {}

  /// Returns the number of the class that serves so many bytes, from 0 to [#LARGEST].
  static int indexOf(long bytes) {
    long last = Math.max(1, bytes) - 1;
    int doubling = 63 - Long.numberOfLeadingZeros(last | 1);
    if (doubling < FIRST_DOUBLING) {
      return (int) (last / ALIGNMENT);
    }
    int step =
        (int) (last >>> (doubling - 2)); // from 4 to 7: the bit of the doubling, and two more
    return STEPS_PER_DOUBLING * (doubling - FIRST_DOUBLING) + step;
  }

  /// Returns the size in bytes of the blocks of a class.
  static long bytesOf(int index) {
    if (index < STEPS_PER_DOUBLING) {
      return (long) ALIGNMENT * (index + 1);
    }
    int doubling = FIRST_DOUBLING + index / STEPS_PER_DOUBLING - 1;
    int steps = STEPS_PER_DOUBLING + index % STEPS_PER_DOUBLING + 1;
    return (long) steps << (doubling - 2);
  }

  /// Returns the size in bytes of the block that serves so many bytes, from 0 to [#LARGEST].
  static long blockBytes(long bytes) {
    return bytesOf(indexOf(bytes));
  }
}
