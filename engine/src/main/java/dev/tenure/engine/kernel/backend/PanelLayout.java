package dev.tenure.engine.kernel.backend;

import dev.tenure.annotations.NoAllocation;

/// The kinds of panels of [PanelKernels].
public enum PanelLayout {
  /// IEEE half-precision floats.
  FLOAT16(2, 1),
  /// Upper halves of floats.
  BFLOAT16(2, 1),
  /// 8-bit integers, a scale for 32.
  Q8(32, 9),
  /// 4-bit integers, a scale for 32.
  Q4(32, 5),
  /// 4-bit integers, scales and minima in super-blocks of 256.
  Q4_K(256, 38),
  /// 8-bit integers, scales for 16 in super-blocks of 256.
  Q6_K(256, 69);

  /// What turns four signed bytes into those of a word of [#Q8] and [#Q6_K], and back, by exclusive
  /// or: the first and the third byte have 128 more.
  public static final int BYTE_BIAS = 0x0080_0080;

  private final int columns;
  private final int ints;

  PanelLayout(int columns, int ints) {
    this.columns = columns;
    this.ints = ints;
  }

  /// Returns the number of columns of a block of the panel.
  ///
  /// @return columns
  @NoAllocation
  public int columns() {
    return columns;
  }

  /// Returns the size of a block for each row of the panel.
  ///
  /// @return ints
  @NoAllocation
  public int ints() {
    return ints;
  }

  /// Returns the size of a panel.
  ///
  /// @param lanes its rows
  /// @param inputs its columns
  /// @return bytes
  @NoAllocation
  public long bytes(int lanes, int inputs) {
    return (long) (inputs + columns - 1) / columns * ints * lanes * Integer.BYTES;
  }
}
