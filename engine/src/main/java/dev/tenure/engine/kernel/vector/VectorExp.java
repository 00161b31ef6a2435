package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.vector.Floats.LANES;
import static dev.tenure.engine.kernel.vector.Floats.SPECIES;
import static dev.tenure.engine.kernel.vector.Floats.TYPE;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The exponential function of rows.
///
/// The Vector API has one of its own, whose last bit depends on whether a method was compiled yet.
/// This one gives the same bits always, so that a text has one embedding.
///
/// The argument is `n · ln 2 + r` with `|r| ≤ ln 2 / 2`; `exp(r)` is its Taylor series to the
/// seventh power. It is multiplied by 2 to the power of `n` in two steps, which reach from 0 to
/// infinity without a mask: the JIT boxed a choice between vectors here.
///
/// The loop calls the Vector API and nothing else. C2 stops inlining other methods where a
/// compilation has grown beyond 8,000 bytes of bytecode, as callers with several kernels in them
/// do, and a vector that passes a call is an object on the heap.
final class VectorExp {
  /// Beyond these the result is 0 and infinity.
  static final float SMALLEST = -104;

  static final float LARGEST = 89;

  /// Adding and subtracting it rounds a float of moderate size to the nearest integer.
  static final float ROUNDING = 12_582_912f;

  static final float LOG2_E = (float) (1 / Math.log(2));

  /// The logarithm of 2 in two parts, the first with few bits, so that a multiple of it is exact.
  static final float LN_2_HIGH = 355f / 512;

  static final float LN_2_LOW = (float) (Math.log(2) - LN_2_HIGH);

  static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);
  static final int EXPONENT_BIAS = 127;
  static final int FRACTION_BITS = 23;

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorExp() {}

  /// Computes `y = exp(x - shift)`, off by at most 2 units in the last place where the result is a
  /// normal float, and returns the sum.
  @NoAllocation
  static float exponentials(long from, float shift, long to, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      long offset = (long) i * Float.BYTES;
      FloatVector x =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, from + offset, ORDER, mask)
              .sub(shift)
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
      sum = FloatVector.zero(SPECIES).blend(e, mask).add(sum);
      e.intoMemorySegment(RawMemory.ALL, to + offset, ORDER, mask);
    }
    sum = TYPE.cast(sum);
    sum = LANES > 32 ? sum.add(sum.rearrange(Floats.BY_32)) : sum;
    sum = LANES > 16 ? sum.add(sum.rearrange(Floats.BY_16)) : sum;
    sum = LANES > 8 ? sum.add(sum.rearrange(Floats.BY_8)) : sum;
    sum = LANES > 4 ? sum.add(sum.rearrange(Floats.BY_4)) : sum;
    sum = LANES > 2 ? sum.add(sum.rearrange(Floats.BY_2)) : sum;
    return sum.add(sum.rearrange(Floats.BY_1)).lane(0);
  }
}
