package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Normalisation over rows.
public final class Normalization {
  private Normalization() {}

  /// Layer normalisation (Ba, Kiros and Hinton, arXiv:1607.06450): each row is shifted and scaled
  /// to mean 0 and variance 1, then `· gain + bias`.
  ///
  /// @param input `[rows, n]`
  /// @param gain `[n]`
  /// @param bias `[n]`
  /// @param epsilon added to the variance, so that a constant row does not divide by zero
  /// @param output `[rows, n]`; may be the input
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with the gain, the bias or a part of the input
  public static void layerNorm(
      Tensor input, Tensor gain, Tensor bias, float epsilon, @Overwrites @MayAlias Tensor output) {
    Operand x = Operand.ofRank(2, "input", input);
    int length = x.dimension(1);
    Operand g = Operand.of("gain", gain).requireShape(Shape.of(length));
    Operand b = Operand.of("bias", bias).requireShape(Shape.of(length));
    Operand y =
        Operand.of("output", output)
            .requireShape(x.shape())
            .requireSameOrDisjoint(x)
            .requireDisjoint(g)
            .requireDisjoint(b);
    for (int row = 0; row < x.dimension(0); row++) {
      long offset = (long) row * length;
      long from = Floats.at(x.address(), offset);
      float mean = sum(from, length) / length;
      float variance = squaredDeviations(from, mean, length) / length;
      float scale = (float) (1 / Math.sqrt(variance + epsilon));
      row(from, mean, scale, g.address(), b.address(), Floats.at(y.address(), offset), length);
    }
  }

  private static float sum(long x, int length) {
    FloatVector sum = FloatVector.zero(Floats.SPECIES);
    int i = 0;
    for (; i <= length - Floats.LANES; i += Floats.LANES) {
      sum = sum.add(Floats.load(Floats.at(x, i)));
    }
    if (i < length) {
      sum = sum.add(Floats.load(Floats.at(x, i), Floats.first(length - i)));
    }
    return Floats.sum(sum);
  }

  private static float squaredDeviations(long x, float mean, int length) {
    FloatVector sum = FloatVector.zero(Floats.SPECIES);
    int i = 0;
    for (; i <= length - Floats.LANES; i += Floats.LANES) {
      FloatVector deviation = Floats.load(Floats.at(x, i)).sub(mean);
      sum = deviation.fma(deviation, sum);
    }
    if (i < length) {
      VectorMask<Float> rest = Floats.first(length - i);
      FloatVector deviation = Floats.load(Floats.at(x, i), rest).sub(mean);
      sum = sum.add(deviation.mul(deviation), rest);
    }
    return Floats.sum(sum);
  }

  private static void row(
      long x, float mean, float scale, long gain, long bias, long y, int length) {
    int i = 0;
    for (; i <= length - Floats.LANES; i += Floats.LANES) {
      FloatVector normal = Floats.load(Floats.at(x, i)).sub(mean).mul(scale);
      Floats.store(
          normal.fma(Floats.load(Floats.at(gain, i)), Floats.load(Floats.at(bias, i))),
          Floats.at(y, i));
    }
    if (i < length) {
      VectorMask<Float> rest = Floats.first(length - i);
      FloatVector normal = Floats.load(Floats.at(x, i), rest).sub(mean).mul(scale);
      Floats.store(
          normal.fma(Floats.load(Floats.at(gain, i), rest), Floats.load(Floats.at(bias, i), rest)),
          Floats.at(y, i),
          rest);
    }
  }
}
