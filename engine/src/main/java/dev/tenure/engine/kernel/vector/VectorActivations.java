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

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Activation functions of rows. Like [VectorExp], the loops call the Vector API and nothing else,
/// so the exponential stands here a second time.
final class VectorActivations {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorActivations() {}

  /// Computes `y = x / (1 + exp(-(linear · x + cubic · x³)))`.
  @NoAllocation
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
}
