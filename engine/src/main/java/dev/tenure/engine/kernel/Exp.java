package dev.tenure.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The exponential function on vectors.
///
/// The Vector API has one of its own, whose last bit depends on whether a method was compiled yet.
/// This one gives the same bits always, so that a text has one embedding.
final class Exp {
  /// Beyond these the result is 0 and infinity.
  private static final float SMALLEST = -104;

  private static final float LARGEST = 89;

  /// Adding and subtracting it rounds a float of moderate size to the nearest integer.
  private static final float ROUNDING = 12_582_912f;

  private static final float LOG2_E = (float) (1 / Math.log(2));

  /// The logarithm of 2 in two parts, the first with few bits, so that a multiple of it is exact.
  private static final float LN_2_HIGH = 355f / 512;

  private static final float LN_2_LOW = (float) (Math.log(2) - LN_2_HIGH);

  private static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);
  private static final int EXPONENT_BIAS = 127;
  private static final int FRACTION_BITS = 23;

  private Exp() {}

  /// Returns e to the power of each lane, off by at most 2 units in the last place where the result
  /// is a normal float.
  ///
  /// The argument is `n · ln 2 + r` with `|r| ≤ ln 2 / 2`; `exp(r)` is its Taylor series to the
  /// seventh power. It is multiplied by 2 to the power of `n` in two steps, which reach from 0 to
  /// infinity without a mask: the JIT boxed a choice between vectors here.
  static FloatVector of(FloatVector x) {
    FloatVector bounded = x.max(SMALLEST).min(LARGEST);
    FloatVector rounded = bounded.mul(LOG2_E).add(ROUNDING);
    FloatVector n = rounded.sub(ROUNDING);
    FloatVector r = n.fma(constant(-LN_2_HIGH), bounded);
    r = n.fma(constant(-LN_2_LOW), r);
    FloatVector series =
        constant(1.0 / 5040)
            .fma(r, constant(1.0 / 720))
            .fma(r, constant(1.0 / 120))
            .fma(r, constant(1.0 / 24))
            .fma(r, constant(1.0 / 6))
            .fma(r, constant(0.5))
            .fma(r, constant(1))
            .fma(r, constant(1));
    IntVector exponent = rounded.reinterpretAsInts().sub(ROUNDING_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return series.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  /// Puts powers of two together from their bits, for exponents of normal floats.
  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent
        .add(EXPONENT_BIAS)
        .lanewise(VectorOperators.LSHL, FRACTION_BITS)
        .reinterpretAsFloats();
  }

  private static FloatVector constant(double value) {
    return FloatVector.broadcast(Floats.SPECIES, (float) value);
  }
}
