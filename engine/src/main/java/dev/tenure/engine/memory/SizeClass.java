package dev.tenure.engine.memory;

/// Rounds sizes up, so that memory fits later rents of about the same size.
///
/// Each doubling is cut into four steps: 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, … so
/// that less than a fifth of a block above 256 bytes is unused. All sizes are multiples of 64
/// bytes, a cache line and the widest vector; so the smallest are 64, 128 and 192.
final class SizeClass {
  static final int ALIGNMENT = 64;

  /// The most bytes that a block can serve, so that no sum here overflows; far beyond any machine.
  static final long LARGEST = 1L << 62;

  private static final int STEPS_PER_DOUBLING = 4;

  private SizeClass() {}

  /// Returns the size in bytes of the block that serves so many bytes, from 0 to [#LARGEST].
  static long blockBytes(long bytes) {
    long floor = Math.max(ALIGNMENT, Long.highestOneBit(Math.max(1, bytes)));
    long step = Math.max(ALIGNMENT, floor / STEPS_PER_DOUBLING);
    return Math.max(ALIGNMENT, (bytes + step - 1) / step * step);
  }
}
