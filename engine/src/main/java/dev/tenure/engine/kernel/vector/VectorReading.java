package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.backend.RawMemory.ADDRESS_BITS;
import static dev.tenure.engine.kernel.backend.RawMemory.ALL;

import dev.tenure.annotations.NoAllocation;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Reads memory from front to back and does nothing else: the limit of a product with one row.
public final class VectorReading {
  private static final VectorSpecies<Long> SPECIES = Floats.SPECIES.withLanes(long.class);
  private static final Class<? extends LongVector> TYPE =
      SPECIES.vectorType().asSubclass(LongVector.class);
  private static final long VECTOR = Floats.VECTOR_BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /// The bytes that a step reads.
  public static final long STEP = 4 * VECTOR;

  private VectorReading() {}

  /// Reads memory.
  ///
  /// @param address where it begins
  /// @param steps how many times [#STEP] bytes
  /// @return a number that depends on every byte
  @NoAllocation
  public static long run(long address, int steps) {
    LongVector a = LongVector.zero(SPECIES);
    LongVector b = LongVector.zero(SPECIES);
    LongVector c = LongVector.zero(SPECIES);
    LongVector d = LongVector.zero(SPECIES);
    for (int i = 0; i < steps; i++) {
      long at = address + STEP * i & ADDRESS_BITS;
      a = LongVector.fromMemorySegment(SPECIES, ALL, at, ORDER).add(a);
      b = LongVector.fromMemorySegment(SPECIES, ALL, at + VECTOR, ORDER).add(b);
      c = LongVector.fromMemorySegment(SPECIES, ALL, at + 2 * VECTOR, ORDER).add(c);
      d = LongVector.fromMemorySegment(SPECIES, ALL, at + 3 * VECTOR, ORDER).add(d);
    }
    return TYPE.cast(a).add(b).add(c).add(d).reduceLanes(VectorOperators.ADD);
  }
}
