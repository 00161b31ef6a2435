package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.tensor.Tensor;

/// From the vectors of tokens to the vector of a text.
public final class Pooling {
  /// The smallest length that a vector is divided by.
  private static final float SMALLEST_NORM = 1e-12f;

  private Pooling() {}

  /// The mean of rows.
  ///
  /// @param rows `[rows, n]`, one row or more
  /// @param output `[n]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with the rows
  @NoAllocation
  public static void mean(Tensor rows, @Overwrites Tensor output) {
    Guard.requireRank("rows", rows, 2);
    int count = rows.shape().dimension(0);
    int length = rows.shape().dimension(1);
    if (count == 0) {
      throw new IllegalArgumentException("there is no mean of no rows");
    }
    Guard.requireVector("output", output, length);
    Guard.requireDisjoint("output", output, "rows", rows);
    long x = Guard.address("rows", rows);
    long y = Guard.address("output", output);
    long rowBytes = (long) length * Float.BYTES;
    RawMemory.copy(x, y, rowBytes);
    for (int row = 1; row < count; row++) {
      Backend.ROWS.add(y, x + row * rowBytes, y, length);
    }
    Backend.ROWS.divide(y, count, y, length);
  }

  /// A vector of the same direction and of length 1; zeros stay zeros.
  ///
  /// @param input `[n]`
  /// @param output `[n]`; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of the input
  @NoAllocation
  public static void l2Normalize(Tensor input, @Overwrites @MayAlias Tensor output) {
    Guard.requireRank("input", input, 1);
    int length = input.shape().dimension(0);
    Guard.requireVector("output", output, length);
    Guard.requireSameOrDisjoint("output", output, "input", input);
    long x = Guard.address("input", input);
    float norm = (float) Math.sqrt(Backend.ROWS.dot(x, x, length));
    float divisor = Math.max(norm, SMALLEST_NORM);
    Backend.ROWS.divide(x, divisor, Guard.address("output", output), length);
  }
}
