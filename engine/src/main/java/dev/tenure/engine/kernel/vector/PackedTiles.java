package dev.tenure.engine.kernel.vector;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of matrix products whose left side is packed: for each step of the inner dimension as many
/// floats as the tile has rows, one after the other, and of the right side two vectors.
///
/// Eight rows (16 accumulators) suit the 32 registers of AVX-512 and NEON; for the 16 of AVX2 there
/// are [BlockTiles]. Packing makes both sides one pointer each with constant offsets, which leaves
/// C2 nothing to spill. A fence, no instruction on x86, keeps C2 from moving the loads of all rows
/// to the top of the loop, where they would need a register each. The accumulators are local
/// variables, a tile is one long method, and it calls the Vector API and nothing else: C2 keeps
/// vectors in registers only so.
///
/// A tile is written and never added to what is there: with loads and additions behind the loop,
/// the method was twice as large for C2 as what it inlines at once (18,000 nodes), and after other
/// products had been compiled it boxed all accumulators in every step. Loads before the loop made
/// it three times slower.
final class PackedTiles {
  /// The rows of a tile.
  static final int ROWS = 8;

  private static final VectorSpecies<Float> SPECIES = Floats.SPECIES;
  private static final Class<? extends FloatVector> TYPE = Floats.TYPE;
  private static final long VECTOR = Floats.VECTOR_BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private PackedTiles() {}

  @NoAllocation
  static void multiply(long a, int inner, long b, long c, long cRow) {
    FloatVector y00 = FloatVector.zero(SPECIES);
    FloatVector y01 = FloatVector.zero(SPECIES);
    FloatVector y10 = FloatVector.zero(SPECIES);
    FloatVector y11 = FloatVector.zero(SPECIES);
    FloatVector y20 = FloatVector.zero(SPECIES);
    FloatVector y21 = FloatVector.zero(SPECIES);
    FloatVector y30 = FloatVector.zero(SPECIES);
    FloatVector y31 = FloatVector.zero(SPECIES);
    FloatVector y40 = FloatVector.zero(SPECIES);
    FloatVector y41 = FloatVector.zero(SPECIES);
    FloatVector y50 = FloatVector.zero(SPECIES);
    FloatVector y51 = FloatVector.zero(SPECIES);
    FloatVector y60 = FloatVector.zero(SPECIES);
    FloatVector y61 = FloatVector.zero(SPECIES);
    FloatVector y70 = FloatVector.zero(SPECIES);
    FloatVector y71 = FloatVector.zero(SPECIES);
    long right = b;
    long end = a + 8L * Float.BYTES * inner;
    for (long left = a; left < end; left += 8 * Float.BYTES) {
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right + VECTOR, ORDER);
      FloatVector a0 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left));
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 4));
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      VarHandle.loadLoadFence();
      FloatVector a2 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 8));
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 12));
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      VarHandle.loadLoadFence();
      FloatVector a4 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 16));
      y40 = a4.fma(b0, y40);
      y41 = a4.fma(b1, y41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 20));
      y50 = a5.fma(b0, y50);
      y51 = a5.fma(b1, y51);
      VarHandle.loadLoadFence();
      FloatVector a6 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 24));
      y60 = a6.fma(b0, y60);
      y61 = a6.fma(b1, y61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 28));
      y70 = a7.fma(b0, y70);
      y71 = a7.fma(b1, y71);
      VarHandle.loadLoadFence();
      right += 2 * VECTOR;
    }
    TYPE.cast(y00).intoMemorySegment(RawMemory.ALL, c, ORDER);
    TYPE.cast(y01).intoMemorySegment(RawMemory.ALL, c + VECTOR, ORDER);
    TYPE.cast(y10).intoMemorySegment(RawMemory.ALL, c + cRow, ORDER);
    TYPE.cast(y11).intoMemorySegment(RawMemory.ALL, c + cRow + VECTOR, ORDER);
    TYPE.cast(y20).intoMemorySegment(RawMemory.ALL, c + 2 * cRow, ORDER);
    TYPE.cast(y21).intoMemorySegment(RawMemory.ALL, c + 2 * cRow + VECTOR, ORDER);
    TYPE.cast(y30).intoMemorySegment(RawMemory.ALL, c + 3 * cRow, ORDER);
    TYPE.cast(y31).intoMemorySegment(RawMemory.ALL, c + 3 * cRow + VECTOR, ORDER);
    TYPE.cast(y40).intoMemorySegment(RawMemory.ALL, c + 4 * cRow, ORDER);
    TYPE.cast(y41).intoMemorySegment(RawMemory.ALL, c + 4 * cRow + VECTOR, ORDER);
    TYPE.cast(y50).intoMemorySegment(RawMemory.ALL, c + 5 * cRow, ORDER);
    TYPE.cast(y51).intoMemorySegment(RawMemory.ALL, c + 5 * cRow + VECTOR, ORDER);
    TYPE.cast(y60).intoMemorySegment(RawMemory.ALL, c + 6 * cRow, ORDER);
    TYPE.cast(y61).intoMemorySegment(RawMemory.ALL, c + 6 * cRow + VECTOR, ORDER);
    TYPE.cast(y70).intoMemorySegment(RawMemory.ALL, c + 7 * cRow, ORDER);
    TYPE.cast(y71).intoMemorySegment(RawMemory.ALL, c + 7 * cRow + VECTOR, ORDER);
  }
}
