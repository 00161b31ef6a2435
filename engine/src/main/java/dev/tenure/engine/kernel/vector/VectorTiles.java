package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.backend.RawMemory.ADDRESS_BITS;
import static dev.tenure.engine.kernel.backend.RawMemory.ALL;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

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
  private static final Class<? extends FloatVector> TYPE = Floats.TYPE;
  private static final int COLUMNS = 2 * Floats.LANES;
  private static final int ROWS = 4;

  /// The bits of the bytes from one row to the next, so that C2 knows that an address some rows
  /// further is within memory, see [RawMemory#ADDRESS_BITS].
  private static final long ROW_BITS = (1L << 48) - 1;

  /// Four rows of two vectors are eight sums, which is as many as the latency of the multiply-adds
  /// of a cycle needs with 512-bit vectors, of which one begins in a cycle. Without a bounds check
  /// in their loop they are faster than [PackedTiles] at nearly all sizes, and nothing has to be
  /// packed. Measured on two threads of Zen 4, in GFLOPS: 205 to 220 at 128, 212 to 228 at 256, 213
  /// to 227 at 1024, 214 to 223 at 2048. With 256-bit vectors, products have [BlockTiles]. Not
  /// measured with 128-bit vectors.
  private static final long LARGEST_UNPACKED = Floats.LANES >= 8 ? Long.MAX_VALUE : 1 << 12;

  private static final long VECTOR = Floats.VECTOR_BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /// Creates the loops, which have no state.
  public VectorTiles() {}

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public long largestUnpacked() {
    return LARGEST_UNPACKED;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void multiply(
      int rows, long a, long aRow, int inner, long b, long bRow, long c, long cRow) {
    if (rows == ROWS) {
      four(a, aRow, inner, b, bRow, c, cRow);
      return;
    }
    for (int row = 0; row < rows; row++) {
      one(a + row * aRow, inner, b, bRow, c + row * cRow);
    }
  }

  private static void four(long a, long aRow, int inner, long b, long bRow, long c, long cRow) {
    FloatVector y00 = FloatVector.zero(SPECIES);
    FloatVector y01 = FloatVector.zero(SPECIES);
    FloatVector y10 = FloatVector.zero(SPECIES);
    FloatVector y11 = FloatVector.zero(SPECIES);
    FloatVector y20 = FloatVector.zero(SPECIES);
    FloatVector y21 = FloatVector.zero(SPECIES);
    FloatVector y30 = FloatVector.zero(SPECIES);
    FloatVector y31 = FloatVector.zero(SPECIES);
    long row = aRow & ROW_BITS;
    long step = bRow & ROW_BITS;
    for (int k = 0; k < inner; k++) {
      long left = a + 4L * k & ADDRESS_BITS;
      long right = b + k * step & ADDRESS_BITS;
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, ALL, right, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, ALL, right + VECTOR, ORDER);
      FloatVector a0 = FloatVector.broadcast(SPECIES, ALL.get(JAVA_FLOAT_UNALIGNED, left));
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, ALL.get(JAVA_FLOAT_UNALIGNED, left + row));
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      FloatVector a2 =
          FloatVector.broadcast(SPECIES, ALL.get(JAVA_FLOAT_UNALIGNED, left + 2 * row));
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 =
          FloatVector.broadcast(SPECIES, ALL.get(JAVA_FLOAT_UNALIGNED, left + 3 * row));
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
    }
    TYPE.cast(y00).intoMemorySegment(RawMemory.ALL, c, ORDER);
    TYPE.cast(y01).intoMemorySegment(RawMemory.ALL, c + VECTOR, ORDER);
    TYPE.cast(y10).intoMemorySegment(RawMemory.ALL, c + cRow, ORDER);
    TYPE.cast(y11).intoMemorySegment(RawMemory.ALL, c + cRow + VECTOR, ORDER);
    TYPE.cast(y20).intoMemorySegment(RawMemory.ALL, c + 2 * cRow, ORDER);
    TYPE.cast(y21).intoMemorySegment(RawMemory.ALL, c + 2 * cRow + VECTOR, ORDER);
    TYPE.cast(y30).intoMemorySegment(RawMemory.ALL, c + 3 * cRow, ORDER);
    TYPE.cast(y31).intoMemorySegment(RawMemory.ALL, c + 3 * cRow + VECTOR, ORDER);
  }

  /// One row is bound by memory or by the latency of the multiply-add, so four steps of the inner
  /// dimension have sums of their own.
  private static void one(long a, int inner, long b, long bRow, long c) {
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
      FloatVector x0 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left));
      s0 = x0.fma(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right, ORDER), s0);
      s1 = x0.fma(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right + VECTOR, ORDER), s1);
      FloatVector x1 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 4));
      t0 = x1.fma(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right + bRow, ORDER), t0);
      t1 =
          x1.fma(
              FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right + bRow + VECTOR, ORDER),
              t1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 8));
      u0 =
          x2.fma(
              FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right + 2 * bRow, ORDER), u0);
      u1 =
          x2.fma(
              FloatVector.fromMemorySegment(
                  SPECIES, RawMemory.ALL, right + 2 * bRow + VECTOR, ORDER),
              u1);
      FloatVector x3 = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left + 12));
      v0 =
          x3.fma(
              FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right + 3 * bRow, ORDER), v0);
      v1 =
          x3.fma(
              FloatVector.fromMemorySegment(
                  SPECIES, RawMemory.ALL, right + 3 * bRow + VECTOR, ORDER),
              v1);
      left += 16;
      right += 4 * bRow;
    }
    for (; k < inner; k++) {
      FloatVector x = FloatVector.broadcast(SPECIES, RawMemory.getFloat(left));
      s0 = x.fma(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right, ORDER), s0);
      s1 = x.fma(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, right + VECTOR, ORDER), s1);
      left += Float.BYTES;
      right += bRow;
    }
    TYPE.cast(s0).add(t0).add(TYPE.cast(u0).add(v0)).intoMemorySegment(RawMemory.ALL, c, ORDER);
    TYPE.cast(s1)
        .add(t1)
        .add(TYPE.cast(u1).add(v1))
        .intoMemorySegment(RawMemory.ALL, c + VECTOR, ORDER);
  }

  @Override
  public void add(int rows, long tile, long c, long cRow) {
    long from = tile;
    long to = c;
    for (int row = 0; row < rows; row++) {
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, from, ORDER)
          .add(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, to, ORDER))
          .intoMemorySegment(RawMemory.ALL, to, ORDER);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, from + VECTOR, ORDER)
          .add(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, to + VECTOR, ORDER))
          .intoMemorySegment(RawMemory.ALL, to + VECTOR, ORDER);
      from += 2 * VECTOR;
      to += cRow;
    }
  }

  @Override
  public int packedRows() {
    return PackedTiles.ROWS;
  }

  @Override
  public void multiplyPacked(long a, int inner, long b, long c, long cRow) {
    PackedTiles.multiply(a, inner, b, c, cRow);
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
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, source, ORDER)
          .intoMemorySegment(RawMemory.ALL, target, ORDER);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, source + VECTOR, ORDER)
          .intoMemorySegment(RawMemory.ALL, target + VECTOR, ORDER);
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
