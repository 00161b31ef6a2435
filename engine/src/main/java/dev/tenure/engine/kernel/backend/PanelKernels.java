package dev.tenure.engine.kernel.backend;

import dev.tenure.annotations.NoAllocation;

/// Products of one row of activations and a panel: as many rows of weights as a vector has lanes,
/// interleaved so that one load brings the same columns of all of them.
///
/// A panel is a sequence of groups of ints, one for each of its rows, which are written `[rows]`
/// below:
///
/// - 16-bit floats: for every 2 columns `[rows]` of both, the first in the lower half.
/// - Q8: for every 32 columns `[rows]` float scales and 8 times `[rows]` of 4 bytes, which belong
///   to columns 0, 2, 1, 3 of the four, from the lowest byte; those of the columns 0 and 1 are 128
///   more than the weight ([PanelLayout#BYTE_BIAS]).
/// - Q4: for every 32 columns `[rows]` float scales and 4 times `[rows]` of 8 half bytes, which
///   belong to columns 0, 2, 4, 6 (lower half, from the lowest bits) and 1, 3, 5, 7 of the eight.
///   Their values are 0 to 15.
/// - Q4_K: for every 256 columns `[rows]` float factors of the scales, `[rows]` float factors of
///   the minima, and 4 times, for 64 columns: `[rows]` of 4 bytes (scale and minimum of the first
///   32 columns, scale and minimum of the others) and 8 times `[rows]` of 8 half bytes as above.
/// - Q6_K: for every 256 columns `[rows]` float factors and 4 times, for 64 columns: `[rows]` of 4
///   signed bytes, the scales of 16 columns each, and 16 times `[rows]` of 4 bytes as in Q8.
///
/// Activations are 16-bit integers with a float scale for every 32 of them; their sums, scaled, are
/// what a constant offset of the weights is multiplied by.
///
/// Products are added to what is there, so that a panel can be multiplied in parts.
public interface PanelKernels {
  /// Returns the number of rows of a panel.
  ///
  /// @return the rows
  @NoAllocation
  int lanes();

  /// Multiplies IEEE half-precision weights, all of them finite.
  ///
  /// @param panel the panel's address
  /// @param x the address of the activations, floats
  /// @param columns how many
  /// @param y the address of the results, a float for each row, to which they are added
  @NoAllocation
  void float16(long panel, long x, int columns, long y);

  /// Multiplies weights that are upper halves of floats.
  ///
  /// @param panel the panel's address
  /// @param x the address of the activations, floats
  /// @param columns how many
  /// @param y the address of the results, a float for each row, to which they are added
  @NoAllocation
  void bfloat16(long panel, long x, int columns, long y);

  /// Multiplies Q8 weights.
  ///
  /// @param panel the panel's address
  /// @param x the address of the activations
  /// @param scales the address of their scales
  /// @param columns how many
  /// @param y the address of the results, a float for each row, to which they are added
  @NoAllocation
  void q8(long panel, long x, long scales, int columns, long y);

  /// Multiplies Q4 weights, which are 8 less than what the panel holds.
  ///
  /// @param panel the panel's address
  /// @param x the address of the activations
  /// @param scales the address of their scales
  /// @param sums the address of their sums
  /// @param columns how many
  /// @param y the address of the results, a float for each row, to which they are added
  @NoAllocation
  void q4(long panel, long x, long scales, long sums, int columns, long y);

  /// Multiplies Q4_K weights.
  ///
  /// @param panel the panel's address
  /// @param x the address of the activations
  /// @param scales the address of their scales
  /// @param sums the address of their sums
  /// @param columns how many
  /// @param y the address of the results, a float for each row, to which they are added
  @NoAllocation
  void q4k(long panel, long x, long scales, long sums, int columns, long y);

  /// Multiplies Q6_K weights.
  ///
  /// @param panel the panel's address
  /// @param x the address of the activations
  /// @param scales the address of their scales
  /// @param columns how many
  /// @param y the address of the results, a float for each row, to which they are added
  @NoAllocation
  void q6k(long panel, long x, long scales, int columns, long y);

  /// Turns weights into floats, `[columns][rows of the panel]`.
  ///
  /// @param layout which kind of panel
  /// @param panel the panel's address
  /// @param columns how many
  /// @param to the address of the destination
  /// @param stride the bytes from one column to the next
  @NoAllocation
  void unpack(PanelLayout layout, long panel, int columns, long to, long stride);

  /// Returns the size of a row of quantised activations.
  ///
  /// @param columns how many
  /// @return bytes, without those of scales and sums
  @NoAllocation
  long quantizedBytes(int columns);

  /// Quantises a row of activations: `x ≈ scale · q` with `q` from -127 to 127.
  ///
  /// @param x the address of the activations, floats
  /// @param columns how many, a multiple of 32
  /// @param quants the address of the results, before which 4 bytes can be read
  /// @param scales the address of the scales
  /// @param sums the address of the scaled sums
  @NoAllocation
  void quantize(long x, int columns, long quants, long scales, long sums);
}
