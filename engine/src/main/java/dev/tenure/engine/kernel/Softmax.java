package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.tensor.Tensor;

/// The softmax function.
public final class Softmax {
  private Softmax() {}

  /// Turns each row into a distribution: `exp(x) / Σ exp(x)`, computed relative to the row's
  /// largest element so that nothing overflows.
  ///
  /// @param input `[rows, n]`
  /// @param output `[rows, n]`; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of the input
  @NoAllocation
  public static void rows(Tensor input, @Overwrites @MayAlias Tensor output) {
    int length = check(input, output);
    if (length > 0) {
      causal(input, length, output);
    }
  }

  /// Turns the first `visible + row` elements of each row into a distribution and sets the others
  /// to zero: what comes later does not count.
  ///
  /// @param input `[rows, n]`
  /// @param visible how many elements count in the first row, 1 or more
  /// @param output `[rows, n]`; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, the output
  ///   overlaps with a part of the input, or nothing is visible
  @NoAllocation
  public static void causal(Tensor input, int visible, @Overwrites @MayAlias Tensor output) {
    int length = check(input, output);
    if (visible < 1 && length > 0) {
      throw new IllegalArgumentException(
          "the first row of a causal softmax must see an element, not " + visible);
    }
    long x = Guard.address("input", input);
    long y = Guard.address("output", output);
    for (int row = 0; row < input.shape().dimension(0); row++) {
      long offset = (long) row * length * Float.BYTES;
      int seen = (int) Math.min(length, (long) visible + row);
      row(x + offset, y + offset, seen);
      long end = y + offset + (long) seen * Float.BYTES;
      RawMemory.clear(end, (long) (length - seen) * Float.BYTES);
    }
  }

  /// Adds a mask to each row, then turns it into a distribution: a mask of negative infinity hides
  /// an element.
  ///
  /// @param input `[rows, n]`
  /// @param mask `[n]`, added to each row. At least one element must not be hidden
  /// @param output `[rows, n]`; may be the input
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with the mask or with a part of the input
  @NoAllocation
  public static void masked(Tensor input, Tensor mask, @Overwrites @MayAlias Tensor output) {
    int length = check(input, output);
    Guard.requireVector("mask", mask, length);
    Guard.requireDisjoint("output", output, "mask", mask);
    long x = Guard.address("input", input);
    long y = Guard.address("output", output);
    long m = Guard.address("mask", mask);
    for (int row = 0; row < input.shape().dimension(0); row++) {
      long offset = (long) row * length * Float.BYTES;
      Backend.ROWS.add(x + offset, m, y + offset, length);
      row(y + offset, y + offset, length);
    }
  }

  @NoAllocation
  private static int check(Tensor input, Tensor output) {
    Guard.requireRank("input", input, 2);
    Guard.requireSameShape("output", output, input);
    Guard.requireSameOrDisjoint("output", output, "input", input);
    return input.shape().dimension(1);
  }

  /// One row.
  @NoAllocation
  static void row(long x, long y, int length) {
    float largest = Backend.ROWS.largest(x, length);
    float sum = Backend.ROWS.exponentials(x, largest, y, length);
    Backend.ROWS.scale(y, 1 / sum, y, length);
  }
}
