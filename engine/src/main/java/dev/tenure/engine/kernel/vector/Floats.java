package dev.tenure.engine.kernel.vector;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Loads, stores and sums of vectors of floats.
final class Floats {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /// The number of floats in a vector, and their bytes.
  static final int LANES = SPECIES.length();

  static final long VECTOR_BYTES = (long) LANES * Float.BYTES;

  private static final MemorySegment MEMORY = RawMemory.ALL;
  private static final VectorShuffle<Float> BY_1 = rotation(1);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_16 = rotation(16);
  private static final VectorShuffle<Float> BY_32 = rotation(32);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private Floats() {}

  @NoAllocation
  static FloatVector broadcast(long address) {
    return FloatVector.broadcast(SPECIES, RawMemory.getFloat(address));
  }

  @NoAllocation
  static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(SPECIES, MEMORY, address, ORDER);
  }

  /// Loads the first floats of a vector; the other lanes are zero.
  @NoAllocation
  static FloatVector load(long address, VectorMask<Float> mask) {
    return FloatVector.fromMemorySegment(SPECIES, MEMORY, address, ORDER, mask);
  }

  @NoAllocation
  static void store(FloatVector vector, long address) {
    vector.intoMemorySegment(MEMORY, address, ORDER);
  }

  @NoAllocation
  static void store(FloatVector vector, long address, VectorMask<Float> mask) {
    vector.intoMemorySegment(MEMORY, address, ORDER, mask);
  }

  /// Returns the mask of the first lanes; for a count beyond the lanes, of all of them.
  @NoAllocation
  static VectorMask<Float> first(long count) {
    return SPECIES.indexInRange(0, count);
  }

  /// Returns the address of a float.
  @NoAllocation
  static long at(long address, long index) {
    return address + index * Float.BYTES;
  }

  /// Returns the sum of all lanes: of the lower and the upper half, again and again.
  ///
  /// The order is fixed here because that of the Vector API's own reduction depends on whether the
  /// method was compiled yet, and with it the last bit of the result.
  @NoAllocation
  static float sum(FloatVector vector) {
    FloatVector sum = vector;
    if (LANES > 32) {
      sum = sum.add(sum.rearrange(BY_32));
    }
    if (LANES > 16) {
      sum = sum.add(sum.rearrange(BY_16));
    }
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    if (LANES > 2) {
      sum = sum.add(sum.rearrange(BY_2));
    }
    return sum.add(sum.rearrange(BY_1)).lane(0);
  }

  private static VectorShuffle<Float> rotation(int lanes) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + lanes) % LANES);
  }
}
