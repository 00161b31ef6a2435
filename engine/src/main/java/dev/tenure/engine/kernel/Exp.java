package dev.tenure.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The exponential function on vectors.
///
/// The Vector API has one of its own, whose last bit depends on whether a method was compiled yet.
/// This one gives the same bits always, so that a text has one embedding.
final class Exp {
  /// Beyond these the result is no normal float.
  private static final float SMALLEST = -87.3365f;

  private static final float LARGEST = 88.3762f;

  /// Adding and subtracting it rounds a float of moderate size to the nearest integer.
  private static final float ROUNDING = 12_582_912f;

  private static final float LOG2_E = (float) (1 / Math.log(2));

  /// The logarithm of 2 in two parts, the first with few bits, so that a multiple of it is exact.
  private static final float LN_2_HIGH = 355f / 512;

  private static final float LN_2_LOW = (float) (Math.log(2) - LN_2_HIGH);

  private static final int EXPONENT_BIAS = 127;
  private static final int FRACTION_BITS = 23;

  private Exp() {}

  /// Returns e to the power of each lane, off by at most 2 units in the last place. Arguments whose
  /// result would be below the normal floats give 0; those above 88.3762, a little before the
  /// largest float, give infinity.
  ///
  /// The argument is `n · ln 2 + r` with `|r| ≤ ln 2 / 2`; `exp(r)` is its Taylor series to the
  /// seventh power, and 2 to the power of `n` is put together from its bits.
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
    FloatVector result = series.mul(powerOfTwo(rounded));
    return result
        .blend(0, x.compare(VectorOperators.LT, SMALLEST))
        .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, LARGEST));
  }

  /// Returns 2 to the power of the integer that stands in the last bits of a float that was rounded
  /// by adding [#ROUNDING].
  private static FloatVector powerOfTwo(FloatVector rounded) {
    return rounded
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, FRACTION_BITS)
        .add(EXPONENT_BIAS << FRACTION_BITS)
        .reinterpretAsFloats();
  }

  private static FloatVector constant(double value) {
    return FloatVector.broadcast(Floats.SPECIES, (float) value);
  }
}
