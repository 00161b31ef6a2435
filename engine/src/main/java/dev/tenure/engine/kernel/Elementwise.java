package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Tensor;

/// Operations on elements at the same place.
public final class Elementwise {
  private Elementwise() {}

  /// The sum: `output = left + right`, as in a residual connection.
  ///
  /// @param left of any shape
  /// @param right of the same shape
  /// @param output of the same shape; may be either input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of an input
  @NoAllocation
  public static void add(Tensor left, Tensor right, @Overwrites @MayAlias Tensor output) {
    check(left, right, output);
    Backend.ROWS.add(
        Guard.address("left", left),
        Guard.address("right", right),
        Guard.address("output", output),
        left.shape().elementCount());
  }

  /// The product: `output = left · right`, element by element.
  ///
  /// @param left of any shape
  /// @param right of the same shape
  /// @param output of the same shape; may be either input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of an input
  @NoAllocation
  public static void multiply(Tensor left, Tensor right, @Overwrites @MayAlias Tensor output) {
    check(left, right, output);
    Backend.ROWS.multiply(
        Guard.address("left", left),
        Guard.address("right", right),
        Guard.address("output", output),
        left.shape().elementCount());
  }

  /// A multiple: `output = factor · input`.
  ///
  /// @param input of any shape
  /// @param factor what each element is multiplied by
  /// @param output of the same shape; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of the input
  @NoAllocation
  public static void scale(Tensor input, float factor, @Overwrites @MayAlias Tensor output) {
    Guard.requireSameShape("output", output, input);
    Guard.requireSameOrDisjoint("output", output, "input", input);
    Backend.ROWS.scale(
        Guard.address("input", input),
        factor,
        Guard.address("output", output),
        input.shape().elementCount());
  }

  @NoAllocation
  private static void check(Tensor left, Tensor right, Tensor output) {
    Guard.requireSameShape("right", right, left);
    Guard.requireSameShape("output", output, left);
    Guard.requireSameOrDisjoint("output", output, "left", left);
    Guard.requireSameOrDisjoint("output", output, "right", right);
  }
}
