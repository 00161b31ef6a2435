package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.vector.Floats.LANES;
import static dev.tenure.engine.kernel.vector.Floats.SPECIES;
import static dev.tenure.engine.kernel.vector.VectorExp.EXPONENT_BIAS;
import static dev.tenure.engine.kernel.vector.VectorExp.FRACTION_BITS;
import static dev.tenure.engine.kernel.vector.VectorExp.LARGEST;
import static dev.tenure.engine.kernel.vector.VectorExp.LN_2_HIGH;
import static dev.tenure.engine.kernel.vector.VectorExp.LN_2_LOW;
import static dev.tenure.engine.kernel.vector.VectorExp.LOG2_E;
import static dev.tenure.engine.kernel.vector.VectorExp.ROUNDING;
import static dev.tenure.engine.kernel.vector.VectorExp.ROUNDING_BITS;
import static dev.tenure.engine.kernel.vector.VectorExp.SMALLEST;

import dev.tenure.engine.kernel.backend.RawMemory;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Activation functions of rows. Like [VectorExp], the loops call the Vector API and nothing else,
/// so the exponential stands here a second time.
final class VectorActivations {
  private static final float INVERSE_SQUARE_ROOT_OF_2 = (float) Math.sqrt(0.5);

  /// Beyond it, erf is 1 to the last bit of a float.
  private static final float ERF_BOUND = 4;

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorActivations() {}

  /// Computes `y = x / (1 + exp(-(linear · x + cubic · x³)))`.
  static void sigmoidUnit(long from, float linear, float cubic, long to, long count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector v =
          FloatVector.fromMemorySegment(
              SPECIES, RawMemory.ALL, from + i * Float.BYTES, ORDER, mask);
      FloatVector bounded = v.max(SMALLEST).min(-SMALLEST);
      FloatVector x =
          bounded
              .mul(bounded)
              .fma(FloatVector.broadcast(SPECIES, -cubic), FloatVector.broadcast(SPECIES, -linear))
              .mul(bounded)
              .max(SMALLEST)
              .min(LARGEST);
      FloatVector rounded = x.mul(LOG2_E).add(ROUNDING);
      FloatVector n = rounded.sub(ROUNDING);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN_2_HIGH), x);
      r = n.fma(FloatVector.broadcast(SPECIES, -LN_2_LOW), r);
      FloatVector series =
          FloatVector.broadcast(SPECIES, 1f / 5040)
              .fma(r, FloatVector.broadcast(SPECIES, 1f / 720))
              .fma(r, FloatVector.broadcast(SPECIES, 1f / 120))
              .fma(r, FloatVector.broadcast(SPECIES, 1f / 24))
              .fma(r, FloatVector.broadcast(SPECIES, 1f / 6))
              .fma(r, FloatVector.broadcast(SPECIES, 0.5f))
              .fma(r, FloatVector.broadcast(SPECIES, 1f))
              .fma(r, FloatVector.broadcast(SPECIES, 1f));
      IntVector exponent = rounded.reinterpretAsInts().sub(ROUNDING_BITS);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = exponent.sub(half);
      FloatVector e =
          series
              .mul(
                  half.add(EXPONENT_BIAS)
                      .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                      .reinterpretAsFloats())
              .mul(
                  rest.add(EXPONENT_BIAS)
                      .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                      .reinterpretAsFloats());
      v.div(e.add(1f)).intoMemorySegment(RawMemory.ALL, to + i * Float.BYTES, ORDER, mask);
    }
  }

  /// Computes `y = x/2 · (1 + erf(x/√2))`, with an erf that is off by less than 5e-7.
  ///
  /// Erf is a rational function of the argument: an odd polynomial of degree 13 over an even one of
  /// degree 8, fitted over [-4, 4]. The coefficients are those of the float version in the Eigen
  /// library (`Eigen/src/Core/MathFunctionsImpl.h`).
  static void gelu(long from, long to, long count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector v =
          FloatVector.fromMemorySegment(
              SPECIES, RawMemory.ALL, from + i * Float.BYTES, ORDER, mask);
      FloatVector x = v.mul(INVERSE_SQUARE_ROOT_OF_2).max(-ERF_BOUND).min(ERF_BOUND);
      FloatVector square = x.mul(x);
      FloatVector numerator =
          FloatVector.broadcast(SPECIES, (float) -2.72614225801306e-10)
              .fma(square, FloatVector.broadcast(SPECIES, (float) 2.77068142495902e-08))
              .fma(square, FloatVector.broadcast(SPECIES, (float) -2.10102402082508e-06))
              .fma(square, FloatVector.broadcast(SPECIES, (float) -5.69250639462346e-05))
              .fma(square, FloatVector.broadcast(SPECIES, (float) -7.34990630326855e-04))
              .fma(square, FloatVector.broadcast(SPECIES, (float) -2.95459980854025e-03))
              .fma(square, FloatVector.broadcast(SPECIES, (float) -1.60960333262415e-02))
              .mul(x);
      FloatVector denominator =
          FloatVector.broadcast(SPECIES, (float) -1.45660718464996e-05)
              .fma(square, FloatVector.broadcast(SPECIES, (float) -2.13374055278905e-04))
              .fma(square, FloatVector.broadcast(SPECIES, (float) -1.68282697438203e-03))
              .fma(square, FloatVector.broadcast(SPECIES, (float) -7.37332916720468e-03))
              .fma(square, FloatVector.broadcast(SPECIES, (float) -1.42647390514189e-02));
      FloatVector half = v.mul(0.5f);
      numerator
          .div(denominator)
          .fma(half, half)
          .intoMemorySegment(RawMemory.ALL, to + i * Float.BYTES, ORDER, mask);
    }
  }
}
