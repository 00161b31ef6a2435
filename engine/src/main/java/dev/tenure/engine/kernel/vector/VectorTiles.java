package dev.tenure.engine.kernel.vector;

import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.backend.TileKernels;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
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

  /// One row is bound by memory or by the latency of the multiply-add, so four steps of the inner
  /// dimension have sums of their own.
  private static void one(long a, int inner, long b, long bRow, long c, boolean accumulate) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector u0 = FloatVector.zero(SPECIES);
    FloatVector u1 = FloatVector.zero(SPECIES);
    FloatVector v0 = FloatVector.zero(SPECIES);
    FloatVector v1 = FloatVector.zero(SPECIES);
    long left = a;
    long right = b;
    int k = 0;
    for (; k < inner - 3; k += 4) {
      FloatVector x0 = broadcast(left);
      s0 = x0.fma(load(right), s0);
      s1 = x0.fma(load(right + VECTOR), s1);
      FloatVector x1 = broadcast(left + 4);
      t0 = x1.fma(load(right + bRow), t0);
      t1 = x1.fma(load(right + bRow + VECTOR), t1);
      FloatVector x2 = broadcast(left + 8);
      u0 = x2.fma(load(right + 2 * bRow), u0);
      u1 = x2.fma(load(right + 2 * bRow + VECTOR), u1);
      FloatVector x3 = broadcast(left + 12);
      v0 = x3.fma(load(right + 3 * bRow), v0);
      v1 = x3.fma(load(right + 3 * bRow + VECTOR), v1);
      left += 16;
      right += 4 * bRow;
    }
    for (; k < inner; k++) {
      FloatVector x = broadcast(left);
      s0 = x.fma(load(right), s0);
      s1 = x.fma(load(right + VECTOR), s1);
      left += Float.BYTES;
      right += bRow;
    }
    FloatVector y0 = s0.add(t0).add(u0.add(v0));
    FloatVector y1 = s1.add(t1).add(u1.add(v1));
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
  public int packedRows() {
    return PackedTiles.ROWS;
  }

  @Override
  public void multiplyPacked(long a, int inner, long b, long c, long cRow, boolean accumulate) {
    PackedTiles.multiply(a, inner, b, c, cRow, accumulate);
  }

  @Override
  public void packRows(long from, long fromRow, int rows, int inner, long to) {
    RowPacking.pack(from, fromRow, rows, inner, to);
  }

  @Override
  public void pack(long from, long fromRow, int rows, int width, long panel) {
    if (width == COLUMNS) {
      packWhole(from, fromRow, rows, panel);
    } else {
      packPart(from, fromRow, rows, width, panel);
    }
  }

  private static void packWhole(long from, long fromRow, int rows, long panel) {
    long source = from;
    long target = panel;
    for (int row = 0; row < rows; row++) {
      store(load(source), target);
      store(load(source + VECTOR), target + VECTOR);
      source += fromRow;
      target += 2 * VECTOR;
    }
  }

  private static void packPart(long from, long fromRow, int rows, int width, long panel) {
    long source = from;
    long target = panel;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < COLUMNS; i++) {
        RawMemory.setFloat(target, i, i < width ? RawMemory.getFloat(source, i) : 0);
      }
      source += fromRow;
      target += 2 * VECTOR;
    }
  }
}
