package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.vector.Floats.LANES;
import static dev.tenure.engine.kernel.vector.Floats.SPECIES;
import static dev.tenure.engine.kernel.vector.Floats.TYPE;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Sums and maxima of rows.
///
/// Each is one masked loop. A loop over whole vectors with a masked rest behind it is where C2
/// boxed the sum, if rows were always shorter than a vector. Like [VectorExp], the loops call the
/// Vector API and nothing else, so that the sum of the lanes stands here three times: in some
/// launches C2 did not inline a method for it, and its argument was an object for each row.
///
/// That sum is of the lower and the upper half, again and again, because the order of the Vector
/// API's own reduction depends on whether the method was compiled yet, and with it the last bit.
final class VectorReductions {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorReductions() {}

  @NoAllocation
  static float largest(long x, int count) {
    FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      largest =
          FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY)
              .blend(
                  FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4L * i, ORDER, mask),
                  mask)
              .max(largest);
    }
    return TYPE.cast(largest).reduceLanes(VectorOperators.MAX);
  }

  @NoAllocation
  static float sum(long x, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      sum = FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4L * i, ORDER, mask).add(sum);
    }
    sum = TYPE.cast(sum);
    sum = LANES > 32 ? sum.add(sum.rearrange(Floats.BY_32)) : sum;
    sum = LANES > 16 ? sum.add(sum.rearrange(Floats.BY_16)) : sum;
    sum = LANES > 8 ? sum.add(sum.rearrange(Floats.BY_8)) : sum;
    sum = LANES > 4 ? sum.add(sum.rearrange(Floats.BY_4)) : sum;
    sum = LANES > 2 ? sum.add(sum.rearrange(Floats.BY_2)) : sum;
    return sum.add(sum.rearrange(Floats.BY_1)).lane(0);
  }

  @NoAllocation
  static float squaredDeviations(long x, float mean, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector deviation =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4L * i, ORDER, mask)
              .sub(mean, mask);
      sum = deviation.mul(deviation).add(sum);
    }
    sum = TYPE.cast(sum);
    sum = LANES > 32 ? sum.add(sum.rearrange(Floats.BY_32)) : sum;
    sum = LANES > 16 ? sum.add(sum.rearrange(Floats.BY_16)) : sum;
    sum = LANES > 8 ? sum.add(sum.rearrange(Floats.BY_8)) : sum;
    sum = LANES > 4 ? sum.add(sum.rearrange(Floats.BY_4)) : sum;
    sum = LANES > 2 ? sum.add(sum.rearrange(Floats.BY_2)) : sum;
    return sum.add(sum.rearrange(Floats.BY_1)).lane(0);
  }

  @NoAllocation
  static float dot(long a, long b, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      sum =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, a + 4L * i, ORDER, mask)
              .fma(
                  FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, b + 4L * i, ORDER, mask),
                  sum);
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
