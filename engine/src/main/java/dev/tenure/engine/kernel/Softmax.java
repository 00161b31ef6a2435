package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

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
  public static void rows(Tensor input, @Overwrites @MayAlias Tensor output) {
    Operand x = Operand.ofRank(2, "input", input);
    Operand y = Operand.of("output", output).requireShape(x.shape()).requireSameOrDisjoint(x);
    int length = x.dimension(1);
    for (int row = 0; row < x.dimension(0); row++) {
      long offset = (long) row * length;
      row(Floats.at(x.address(), offset), Floats.at(y.address(), offset), length);
    }
  }

  /// One row, of one element or more.
  static void row(long x, long y, int length) {
    float largest = largest(x, length);
    float sum = exponentials(x, largest, y, length);
    scale(y, 1 / sum, length);
  }

  private static float largest(long x, int length) {
    FloatVector largest = FloatVector.broadcast(Floats.SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i <= length - Floats.LANES; i += Floats.LANES) {
      largest = largest.max(Floats.load(Floats.at(x, i)));
    }
    if (i < length) {
      VectorMask<Float> rest = Floats.first(length - i);
      largest = largest.lanewise(VectorOperators.MAX, Floats.load(Floats.at(x, i), rest), rest);
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  /// Writes the exponentials and returns their sum. One masked loop, without a tail of its own: a
  /// second copy of the exponential is more than the JIT inlines, and was boxed.
  private static float exponentials(long x, float largest, long y, int length) {
    FloatVector sum = FloatVector.zero(Floats.SPECIES);
    for (int i = 0; i < length; i += Floats.LANES) {
      VectorMask<Float> mask = Floats.first(length - i);
      FloatVector e = Exp.of(Floats.load(Floats.at(x, i), mask).sub(largest));
      sum = sum.add(e, mask);
      Floats.store(e, Floats.at(y, i), mask);
    }
    return Floats.sum(sum);
  }

  private static void scale(long y, float factor, int length) {
    int i = 0;
    for (; i <= length - Floats.LANES; i += Floats.LANES) {
      Floats.store(Floats.load(Floats.at(y, i)).mul(factor), Floats.at(y, i));
    }
    if (i < length) {
      VectorMask<Float> rest = Floats.first(length - i);
      Floats.store(Floats.load(Floats.at(y, i), rest).mul(factor), Floats.at(y, i), rest);
    }
  }
}
