package dev.tenure.engine.kernel.vector;

import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.backend.TileKernels;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of matrix products on the Vector API: rows of two vectors.
///
/// The accumulators are local variables, each tile is one method, longer than elsewhere, and
/// nothing in it branches on a vector, because C2 keeps vectors in registers only so.
public final class VectorTiles implements TileKernels {
  private static final VectorSpecies<Float> SPECIES = Floats.SPECIES;
  private static final int COLUMNS = 2 * Floats.LANES;
  private static final int ROWS = 4;
  private static final long VECTOR = Floats.VECTOR_BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /// Creates the loops, which have no state.
  public VectorTiles() {}

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void multiply(
      int rows,
      long a,
      long aRow,
      int inner,
      long b,
      long bRow,
      long c,
      long cRow,
      boolean accumulate) {
    if (rows == ROWS) {
      four(a, aRow, inner, b, bRow, c, cRow, accumulate);
      return;
    }
    for (int row = 0; row < rows; row++) {
      one(a + row * aRow, inner, b, bRow, c + row * cRow, accumulate);
    }
  }

  private static void four(
      long a, long aRow, int inner, long b, long bRow, long c, long cRow, boolean accumulate) {
    FloatVector y00 = FloatVector.zero(SPECIES);
    FloatVector y01 = FloatVector.zero(SPECIES);
    FloatVector y10 = FloatVector.zero(SPECIES);
    FloatVector y11 = FloatVector.zero(SPECIES);
    FloatVector y20 = FloatVector.zero(SPECIES);
    FloatVector y21 = FloatVector.zero(SPECIES);
    FloatVector y30 = FloatVector.zero(SPECIES);
    FloatVector y31 = FloatVector.zero(SPECIES);
    long left = a;
    long right = b;
    for (int k = 0; k < inner; k++) {
      FloatVector b0 = load(right);
      FloatVector b1 = load(right + VECTOR);
      FloatVector a0 = broadcast(left);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = broadcast(left + aRow);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      FloatVector a2 = broadcast(left + 2 * aRow);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 = broadcast(left + 3 * aRow);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      left += Float.BYTES;
      right += bRow;
    }
    if (accumulate) {
      y00 = y00.add(load(c));
      y01 = y01.add(load(c + VECTOR));
      y10 = y10.add(load(c + cRow));
      y11 = y11.add(load(c + cRow + VECTOR));
      y20 = y20.add(load(c + 2 * cRow));
      y21 = y21.add(load(c + 2 * cRow + VECTOR));
      y30 = y30.add(load(c + 3 * cRow));
      y31 = y31.add(load(c + 3 * cRow + VECTOR));
    }
    store(y00, c);
    store(y01, c + VECTOR);
    store(y10, c + cRow);
    store(y11, c + cRow + VECTOR);
    store(y20, c + 2 * cRow);
    store(y21, c + 2 * cRow + VECTOR);
    store(y30, c + 3 * cRow);
    store(y31, c + 3 * cRow + VECTOR);
  }

  private static void one(long a, int inner, long b, long bRow, long c, boolean accumulate) {
    FloatVector y0 = FloatVector.zero(SPECIES);
    FloatVector y1 = FloatVector.zero(SPECIES);
    long left = a;
    long right = b;
    for (int k = 0; k < inner; k++) {
      FloatVector x = broadcast(left);
      y0 = x.fma(load(right), y0);
      y1 = x.fma(load(right + VECTOR), y1);
      left += Float.BYTES;
      right += bRow;
    }
    if (accumulate) {
      y0 = y0.add(load(c));
      y1 = y1.add(load(c + VECTOR));
    }
    store(y0, c);
    store(y1, c + VECTOR);
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, address, ORDER);
  }

  private static FloatVector broadcast(long address) {
    return FloatVector.broadcast(SPECIES, RawMemory.getFloat(address));
  }

  private static void store(FloatVector vector, long address) {
    vector.intoMemorySegment(RawMemory.ALL, address, ORDER);
  }

  @Override
  public void pack(long from, long fromRow, int rows, int width, long panel) {
    VectorMask<Float> first = Floats.first(width);
    VectorMask<Float> second = Floats.first(Math.max(0, width - Floats.LANES));
    long source = from;
    long target = panel;
    for (int row = 0; row < rows; row++) {
      Floats.store(Floats.load(source, first), target);
      Floats.store(Floats.load(source + VECTOR, second), target + VECTOR);
      source += fromRow;
      target += 2 * VECTOR;
    }
  }
}
