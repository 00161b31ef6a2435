package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.vector.Floats.LANES;
import static dev.tenure.engine.kernel.vector.Floats.SPECIES;

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
/// Vector API and nothing else.
final class VectorReductions {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorReductions() {}

  @NoAllocation
  static float largest(long x, int count) {
    FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      largest =
          largest.lanewise(
              VectorOperators.MAX,
              FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4L * i, ORDER, mask),
              mask);
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  @NoAllocation
  static float sum(long x, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      sum = sum.add(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4L * i, ORDER, mask));
    }
    return Floats.sum(sum);
  }

  @NoAllocation
  static float squaredDeviations(long x, float mean, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector deviation =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4L * i, ORDER, mask).sub(mean);
      sum = sum.add(deviation.mul(deviation), mask);
    }
    return Floats.sum(sum);
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
    return Floats.sum(sum);
  }
}
