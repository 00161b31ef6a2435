package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Activation functions.
public final class Activation {
  private static final float INVERSE_SQUARE_ROOT_OF_2 = (float) Math.sqrt(0.5);

  private Activation() {}

  /// The Gaussian error linear unit in its exact form: `x · Φ(x) = x/2 · (1 + erf(x/√2))`
  /// (Hendrycks and Gimpel, arXiv:1606.08415). The error of erf is that of [Erf#of].
  ///
  /// @param input of any shape
  /// @param output of the same shape; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of the input
  public static void gelu(Tensor input, @Overwrites @MayAlias Tensor output) {
    Operand x = Operand.of("input", input);
    Operand y = Operand.of("output", output).requireShape(x.shape()).requireSameOrDisjoint(x);
    gelu(x.address(), y.address(), y.elements());
  }

  /// One masked loop, without a tail of its own: a second copy of erf is more than the JIT inlines,
  /// and was boxed.
  private static void gelu(long x, long y, long count) {
    for (long i = 0; i < count; i += Floats.LANES) {
      VectorMask<Float> mask = Floats.first((int) Math.min(Floats.LANES, count - i));
      Floats.store(gelu(Floats.load(Floats.at(x, i), mask)), Floats.at(y, i), mask);
    }
  }

  private static FloatVector gelu(FloatVector x) {
    FloatVector half = x.mul(0.5f);
    return Erf.of(x.mul(INVERSE_SQUARE_ROOT_OF_2)).fma(half, half);
  }
}
