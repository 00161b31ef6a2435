package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;

/// How a model file holds the elements of a weight matrix.
///
/// Each row is a sequence of blocks of the same number of elements and bytes, as GGUF files hold
/// them, little-endian (the structures `block_q8_0` and so on in `ggml-common.h`).
public enum BlockFormat {
  /// 32-bit floats.
  F32(1, 4),

  /// IEEE 754 half-precision floats.
  F16(1, 2),

  /// The upper halves of 32-bit floats.
  BF16(1, 2),

  /// 8-bit integers; a half-precision scale for every 32.
  Q8_0(32, 34),

  /// 4-bit integers; a half-precision scale for every 32.
  Q4_0(32, 18),

  /// 4-bit integers; a 6-bit scale and a 6-bit minimum for every 32, a half-precision factor of
  /// each for every 256.
  Q4_K(256, 144),

  /// 6-bit integers; an 8-bit scale for every 16, a half-precision factor for every 256.
  Q6_K(256, 210);

  private final int blockElements;
  private final int blockBytes;

  BlockFormat(int blockElements, int blockBytes) {
    this.blockElements = blockElements;
    this.blockBytes = blockBytes;
  }

  /// Returns the number of elements in a block; a row has whole blocks only.
  ///
  /// @return the number of elements
  @NoAllocation
  public int blockElements() {
    return blockElements;
  }

  /// Returns the size of a block.
  ///
  /// @return bytes
  @NoAllocation
  public int blockBytes() {
    return blockBytes;
  }

  /// Returns the size of a row.
  ///
  /// @param columns the number of elements in it
  /// @return bytes
  /// @throws IllegalArgumentException if the elements fill no whole number of blocks
  @NoAllocation
  public long rowBytes(int columns) {
    if (columns < 0 || columns % blockElements != 0) {
      throw new IllegalArgumentException(
          "a row of %d elements cannot be cut into the blocks of %d that %s has"
              .formatted(columns, blockElements, this));
    }
    return (long) columns / blockElements * blockBytes;
  }

  @NoAllocation
  boolean isQuantized() {
    return blockElements > 1;
  }
}
