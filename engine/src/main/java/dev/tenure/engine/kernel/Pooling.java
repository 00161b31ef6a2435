package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

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
  public static void mean(Tensor rows, @Overwrites Tensor output) {
    Operand x = Operand.ofRank(2, "rows", rows);
    int count = x.dimension(0);
    int length = x.dimension(1);
    if (count == 0) {
      throw new IllegalArgumentException("there is no mean of no rows");
    }
    Operand y = Operand.of("output", output).requireShape(Shape.of(length)).requireDisjoint(x);
    for (int i = 0; i < length; i += Floats.LANES) {
      VectorMask<Float> mask = Floats.first(length - i);
      FloatVector sum = FloatVector.zero(Floats.SPECIES);
      for (int row = 0; row < count; row++) {
        sum = sum.add(Floats.load(Floats.at(x.address(), (long) row * length + i), mask));
      }
      Floats.store(sum.div(count), Floats.at(y.address(), i), mask);
    }
  }

  /// A vector of the same direction and of length 1; zeros stay zeros.
  ///
  /// @param input `[n]`
  /// @param output `[n]`; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of the input
  public static void l2Normalize(Tensor input, @Overwrites @MayAlias Tensor output) {
    Operand x = Operand.ofRank(1, "input", input);
    Operand y = Operand.of("output", output).requireShape(x.shape()).requireSameOrDisjoint(x);
    int length = x.dimension(0);
    float norm = (float) Math.sqrt(Floats.dot(x.address(), x.address(), length));
    float divisor = Math.max(norm, SMALLEST_NORM);
    for (int i = 0; i < length; i += Floats.LANES) {
      VectorMask<Float> mask = Floats.first(length - i);
      Floats.store(
          Floats.load(Floats.at(x.address(), i), mask).div(divisor),
          Floats.at(y.address(), i),
          mask);
    }
  }
}
