package dev.tenure.engine.memory;

/// Rounds sizes up, so that memory fits later rents of about the same size.
///
/// Each doubling is cut into four steps: 64, 80 → 128 (a multiple of 64), … 1024, 1280, 1536, 1792,
/// 2048, … so that at most a quarter of a block is unused, above the smallest. All sizes are
/// multiples of 64 bytes, a cache line and the widest vector.
final class SizeClass {
  static final int ALIGNMENT = 64;

  private static final int STEPS_PER_DOUBLING = 4;

  private SizeClass() {}

  /// Returns the size in bytes of the block that serves so many bytes.
  ///
  /// @throws IllegalArgumentException if there is no such block: the size is beyond 2^62
  static long blockBytes(long bytes) {
    if (bytes > 1L << 62) {
      throw new IllegalArgumentException("a tensor of " + bytes + " bytes is beyond any memory");
    }
    long floor = Math.max(ALIGNMENT, Long.highestOneBit(Math.max(1, bytes)));
    long step = Math.max(ALIGNMENT, floor / STEPS_PER_DOUBLING);
    return Math.max(ALIGNMENT, (bytes + step - 1) / step * step);
  }
}
