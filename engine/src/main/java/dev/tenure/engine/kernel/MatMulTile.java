package dev.tenure.engine.kernel;

import java.lang.foreign.Arena;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The innermost loops of [MatMul]: a tile of the output, accumulated in registers.
///
/// The accumulators are local variables, each tile is one method, longer than elsewhere, and
/// nothing in it branches on a vector, because C2 keeps vectors in registers only so: an array of
/// vectors, or a choice between two of them, is boxed (measured: 5 instead of 90 GFLOPS).
final class MatMulTile {
  /// Rows of the large tile: 4 rows × 2 vectors are 8 accumulators, which hide the latency of the
  /// multiply-add and leave room in 16 registers for the operands.
  static final int ROWS = 4;

  /// Columns of a tile.
  static final int COLUMNS = 2 * Floats.LANES;

  /// The address of as many zeros as a tile has columns, where there is no bias.
  static final long NO_BIAS = Arena.global().allocate((long) COLUMNS * Float.BYTES, 64).address();

  private MatMulTile() {}

  /// Computes four rows by all columns of a tile.
  ///
  /// @param x the address of the first of four rows
  /// @param xRow the bytes from one row of `x` to the next
  /// @param inner the length of a row of `x`
  /// @param right the address of the right side's first row
  /// @param rightRow the bytes from one row of the right side to the next
  /// @param bias the address of the biases
  /// @param y the address of the output's first row
  /// @param yRow the bytes from one row of the output to the next
  static void fourRows(
      long x, long xRow, int inner, long right, long rightRow, long bias, long y, long yRow) {
    FloatVector y00 = FloatVector.zero(Floats.SPECIES);
    FloatVector y01 = FloatVector.zero(Floats.SPECIES);
    FloatVector y10 = FloatVector.zero(Floats.SPECIES);
    FloatVector y11 = FloatVector.zero(Floats.SPECIES);
    FloatVector y20 = FloatVector.zero(Floats.SPECIES);
    FloatVector y21 = FloatVector.zero(Floats.SPECIES);
    FloatVector y30 = FloatVector.zero(Floats.SPECIES);
    FloatVector y31 = FloatVector.zero(Floats.SPECIES);
    long left = x;
    long row = right;
    for (int k = 0; k < inner; k++) {
      FloatVector b0 = Floats.load(row);
      FloatVector b1 = Floats.load(row + Floats.VECTOR_BYTES);
      FloatVector a0 = Floats.broadcast(left);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = Floats.broadcast(left + xRow);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      FloatVector a2 = Floats.broadcast(left + 2 * xRow);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 = Floats.broadcast(left + 3 * xRow);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      left += Float.BYTES;
      row += rightRow;
    }
    FloatVector bias0 = Floats.load(bias);
    FloatVector bias1 = Floats.load(bias + Floats.VECTOR_BYTES);
    Floats.store(y00.add(bias0), y);
    Floats.store(y01.add(bias1), y + Floats.VECTOR_BYTES);
    Floats.store(y10.add(bias0), y + yRow);
    Floats.store(y11.add(bias1), y + yRow + Floats.VECTOR_BYTES);
    Floats.store(y20.add(bias0), y + 2 * yRow);
    Floats.store(y21.add(bias1), y + 2 * yRow + Floats.VECTOR_BYTES);
    Floats.store(y30.add(bias0), y + 3 * yRow);
    Floats.store(y31.add(bias1), y + 3 * yRow + Floats.VECTOR_BYTES);
  }

  /// Computes one row by all columns of a tile; the parameters are those of [#fourRows].
  static void oneRow(long x, int inner, long right, long rightRow, long bias, long y) {
    FloatVector y0 = FloatVector.zero(Floats.SPECIES);
    FloatVector y1 = FloatVector.zero(Floats.SPECIES);
    long left = x;
    long row = right;
    for (int k = 0; k < inner; k++) {
      FloatVector a = Floats.broadcast(left);
      y0 = a.fma(Floats.load(row), y0);
      y1 = a.fma(Floats.load(row + Floats.VECTOR_BYTES), y1);
      left += Float.BYTES;
      row += rightRow;
    }
    Floats.store(y0.add(Floats.load(bias)), y);
    Floats.store(y1.add(Floats.load(bias + Floats.VECTOR_BYTES)), y + Floats.VECTOR_BYTES);
  }

  /// Computes one row by the last columns, at most one vector of them, touching no memory behind
  /// them.
  static void oneRowOfLastColumns(
      long x, int inner, long right, long rightRow, long bias, long y, int width) {
    VectorMask<Float> mask = Floats.first(width);
    FloatVector sum = FloatVector.zero(Floats.SPECIES);
    long left = x;
    long row = right;
    for (int k = 0; k < inner; k++) {
      sum = Floats.broadcast(left).fma(Floats.load(row, mask), sum);
      left += Float.BYTES;
      row += rightRow;
    }
    Floats.store(sum.add(Floats.load(bias, mask)), y, mask);
  }
}
