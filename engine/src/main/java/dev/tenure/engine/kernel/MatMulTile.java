package dev.tenure.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The innermost loops of [MatMul]: a tile of the output, accumulated in registers.
///
/// The accumulators are local variables and each tile is one method, longer than elsewhere, because
/// C2 keeps vectors in registers only so; an array of vectors would be boxed.
final class MatMulTile {
  /// Rows of the large tile: 4 rows × 2 vectors are 8 accumulators, which hide the latency of the
  /// multiply-add and leave room in 16 registers for the operands.
  static final int ROWS = 4;

  /// Stands for a bias that is not there.
  static final long NO_BIAS = 0;

  private MatMulTile() {}

  /// Computes four rows by one whole panel.
  ///
  /// Stores without masks: with the masked edge in this method, C2 boxes the accumulators.
  ///
  /// @param x the address of the first of four rows, one after the other
  /// @param inner the length of a row of `x`
  /// @param panel the address of the right side's first row
  /// @param panelRow the bytes from one row of the right side to the next
  /// @param bias the address of the biases, a panel of them, or [#NO_BIAS]
  /// @param y the address of the output's first row
  /// @param columns the length of a whole row of the output
  static void fourRows(
      long x, int inner, long panel, long panelRow, long bias, long y, int columns) {
    long stride = (long) inner * Float.BYTES;
    FloatVector y00 = wholeBias(bias, 0);
    FloatVector y01 = wholeBias(bias, Floats.LANES);
    FloatVector y10 = y00;
    FloatVector y11 = y01;
    FloatVector y20 = y00;
    FloatVector y21 = y01;
    FloatVector y30 = y00;
    FloatVector y31 = y01;
    long x0 = x;
    long right = panel;
    for (int k = 0; k < inner; k++) {
      FloatVector b0 = Floats.load(right);
      FloatVector b1 = Floats.load(right + Floats.VECTOR_BYTES);
      FloatVector a0 = Floats.broadcast(x0);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      FloatVector a1 = Floats.broadcast(x0 + stride);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      FloatVector a2 = Floats.broadcast(x0 + 2 * stride);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      FloatVector a3 = Floats.broadcast(x0 + 3 * stride);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      x0 += Float.BYTES;
      right += panelRow;
    }
    long rowBytes = (long) columns * Float.BYTES;
    storeWholeRow(y00, y01, y);
    storeWholeRow(y10, y11, y + rowBytes);
    storeWholeRow(y20, y21, y + 2 * rowBytes);
    storeWholeRow(y30, y31, y + 3 * rowBytes);
  }

  /// Computes one row by one panel; the parameters are those of [#fourRows], and `width` is how
  /// many columns of the panel are stored.
  static void oneRow(long x, int inner, long panel, long panelRow, long bias, long y, int width) {
    FloatVector y0 = bias(bias, 0, width);
    FloatVector y1 = bias(bias, Floats.LANES, width);
    long right = panel;
    for (int k = 0; k < inner; k++) {
      FloatVector a = Floats.broadcast(Floats.at(x, k));
      y0 = a.fma(Floats.load(right), y0);
      y1 = a.fma(Floats.load(right + Floats.VECTOR_BYTES), y1);
      right += panelRow;
    }
    storeRow(y0, y1, y, width);
  }

  /// Computes one row by at most one vector of columns of a right side that is not padded.
  static void oneRowOfLastColumns(long x, int inner, long right, long rightRow, long y, int width) {
    VectorMask<Float> mask = Floats.first(width);
    FloatVector sum = FloatVector.zero(Floats.SPECIES);
    long row = right;
    for (int k = 0; k < inner; k++) {
      sum = Floats.broadcast(Floats.at(x, k)).fma(Floats.load(row, mask), sum);
      row += rightRow;
    }
    Floats.store(sum, y, mask);
  }

  private static FloatVector wholeBias(long bias, int first) {
    return bias == NO_BIAS ? FloatVector.zero(Floats.SPECIES) : Floats.load(Floats.at(bias, first));
  }

  private static void storeWholeRow(FloatVector low, FloatVector high, long y) {
    Floats.store(low, y);
    Floats.store(high, y + Floats.VECTOR_BYTES);
  }

  private static FloatVector bias(long bias, int first, int width) {
    if (bias == NO_BIAS || first >= width) {
      return FloatVector.zero(Floats.SPECIES);
    }
    long address = Floats.at(bias, first);
    return width - first >= Floats.LANES
        ? Floats.load(address)
        : Floats.load(address, Floats.first(width - first));
  }

  private static void storeRow(FloatVector low, FloatVector high, long y, int width) {
    Floats.storeFirst(low, y, width);
    Floats.storeFirst(high, y + Floats.VECTOR_BYTES, width - Floats.LANES);
  }
}
