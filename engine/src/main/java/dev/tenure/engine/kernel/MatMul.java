package dev.tenure.engine.kernel;

import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// Matrix products.
///
/// Both walk over panels of two vectors of columns, and in each over tiles of four rows: the eight
/// accumulators of a tile stay in registers over the whole inner dimension, and a panel (inner
/// dimension × two vectors) stays in the second-level cache while all rows pass over it. Rows that
/// are left over go one at a time, and the columns that fill no panel one vector at a time.
public final class MatMul {
  private MatMul() {}

  /// A linear layer: `output = input · weights + bias`.
  ///
  /// @param input `[m, in]`
  /// @param weights `[in, out]`
  /// @param bias `[out]`
  /// @param output `[m, out]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  public static void linear(
      Tensor input, PackedMatrix weights, Tensor bias, @Overwrites Tensor output) {
    weights.requireAlive();
    Operand x = Operand.ofRank(2, "input", input).requireDimension(1, weights.rows());
    Operand b = Operand.of("bias", bias).requireShape(Shape.of(weights.columns()));
    Operand y =
        Operand.of("output", output)
            .requireShape(Shape.of(x.dimension(0), weights.columns()))
            .requireDisjoint(x)
            .requireDisjoint(b);
    int columns = weights.columns();
    for (int column = 0; column < columns; column += PackedMatrix.PANEL) {
      panel(
          x.address(),
          x.dimension(0),
          weights.rows(),
          weights.panel(column),
          (long) PackedMatrix.PANEL * Float.BYTES,
          Floats.at(b.address(), column),
          Floats.at(y.address(), column),
          columns,
          columns - column);
    }
  }

  /// The product of two matrices: `output = left · right`.
  ///
  /// For a right side that is used once; weights are faster [packed][PackedMatrix].
  ///
  /// @param left `[m, k]`
  /// @param right `[k, n]`
  /// @param output `[m, n]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  public static void multiply(Tensor left, Tensor right, @Overwrites Tensor output) {
    Operand a = Operand.ofRank(2, "left", left);
    Operand b = Operand.ofRank(2, "right", right).requireDimension(0, a.dimension(1));
    Operand c =
        Operand.of("output", output)
            .requireShape(Shape.of(a.dimension(0), b.dimension(1)))
            .requireDisjoint(a)
            .requireDisjoint(b);
    int columns = b.dimension(1);
    for (int column = 0; column < columns; column += PackedMatrix.PANEL) {
      panel(
          a.address(),
          a.dimension(0),
          a.dimension(1),
          Floats.at(b.address(), column),
          (long) columns * Float.BYTES,
          MatMulTile.NO_BIAS,
          Floats.at(c.address(), column),
          columns,
          columns - column);
    }
  }

  /// Computes all rows by the columns of one panel, or by the fewer that are left.
  private static void panel(
      long x,
      int m,
      int inner,
      long right,
      long rightRow,
      long bias,
      long y,
      int columns,
      int columnsLeft) {
    if (columnsLeft < PackedMatrix.PANEL) {
      lastPanel(x, m, inner, right, rightRow, bias, y, columns, columnsLeft);
      return;
    }
    int row = 0;
    for (; row <= m - MatMulTile.ROWS; row += MatMulTile.ROWS) {
      MatMulTile.fourRows(
          Floats.at(x, (long) row * inner),
          inner,
          right,
          rightRow,
          bias,
          Floats.at(y, (long) row * columns),
          columns);
    }
    for (; row < m; row++) {
      MatMulTile.oneRow(
          Floats.at(x, (long) row * inner),
          inner,
          right,
          rightRow,
          bias,
          Floats.at(y, (long) row * columns));
    }
  }

  private static void lastPanel(
      long x,
      int m,
      int inner,
      long right,
      long rightRow,
      long bias,
      long y,
      int columns,
      int columnsLeft) {
    for (int column = 0; column < columnsLeft; column += Floats.LANES) {
      for (int row = 0; row < m; row++) {
        MatMulTile.oneRowOfLastColumns(
            Floats.at(x, (long) row * inner),
            inner,
            Floats.at(right, column),
            rightRow,
            Floats.at(bias, column),
            Floats.at(y, (long) row * columns + column),
            Math.min(Floats.LANES, columnsLeft - column));
      }
    }
  }
}
