package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;

/// How a cache of keys and values holds its elements.
public enum CacheFormat {
  /// 32-bit floats.
  F32,

  /// IEEE 754 half-precision floats.
  F16,

  /// 8-bit integers with a 32-bit float scale for every 32 of them.
  Q8_0;

  /// How many elements share a scale.
  static final int BLOCK = 32;

  /// The bytes of so many elements of one position.
  @NoAllocation
  long bytes(int width) {
    return switch (this) {
      case F32 -> (long) width * Float.BYTES;
      case F16 -> (long) width * Short.BYTES;
      case Q8_0 -> width + (long) width / BLOCK * Float.BYTES;
    };
  }
}
