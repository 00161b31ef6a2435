package dev.tenure.engine.kernel;

import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// Matrix products.
///
/// Both walk over panels of two vectors of columns, and in each over tiles of four rows: the eight
/// accumulators of a tile stay in registers over the whole inner dimension, and a panel (inner
/// dimension × two vectors) stays in the second-level cache while all rows pass over it. Rows that
/// are left over go one at a time.
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
    multiplyPanels(x, weights, b, y);
  }

  private static void multiplyPanels(Operand x, PackedMatrix weights, Operand bias, Operand y) {
    int m = x.dimension(0);
    int inner = weights.rows();
    int columns = weights.columns();
    long panelRow = (long) PackedMatrix.PANEL * Float.BYTES;
    for (int column = 0; column < columns; column += PackedMatrix.PANEL) {
      long panel = weights.panel(column);
      int width = Math.min(PackedMatrix.PANEL, columns - column);
      long biases = Floats.at(bias.address(), column);
      int row = 0;
      for (; width == PackedMatrix.PANEL && row <= m - MatMulTile.ROWS; row += MatMulTile.ROWS) {
        MatMulTile.fourRows(
            Floats.at(x.address(), (long) row * inner),
            inner,
            panel,
            panelRow,
            biases,
            Floats.at(y.address(), (long) row * columns + column),
            columns);
      }
      for (; row < m; row++) {
        MatMulTile.oneRow(
            Floats.at(x.address(), (long) row * inner),
            inner,
            panel,
            panelRow,
            biases,
            Floats.at(y.address(), (long) row * columns + column),
            width);
      }
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
    multiplyColumns(a, b, c);
  }

  private static void multiplyColumns(Operand a, Operand b, Operand c) {
    int m = a.dimension(0);
    int inner = a.dimension(1);
    int n = b.dimension(1);
    long rightRow = (long) n * Float.BYTES;
    int column = 0;
    for (; column <= n - PackedMatrix.PANEL; column += PackedMatrix.PANEL) {
      long right = Floats.at(b.address(), column);
      int row = 0;
      for (; row <= m - MatMulTile.ROWS; row += MatMulTile.ROWS) {
        MatMulTile.fourRows(
            Floats.at(a.address(), (long) row * inner),
            inner,
            right,
            rightRow,
            MatMulTile.NO_BIAS,
            Floats.at(c.address(), (long) row * n + column),
            n);
      }
      for (; row < m; row++) {
        MatMulTile.oneRow(
            Floats.at(a.address(), (long) row * inner),
            inner,
            right,
            rightRow,
            MatMulTile.NO_BIAS,
            Floats.at(c.address(), (long) row * n + column),
            PackedMatrix.PANEL);
      }
    }
    for (; column < n; column += Floats.LANES) {
      for (int row = 0; row < m; row++) {
        MatMulTile.oneRowOfLastColumns(
            Floats.at(a.address(), (long) row * inner),
            inner,
            Floats.at(b.address(), column),
            rightRow,
            Floats.at(c.address(), (long) row * n + column),
            Math.min(Floats.LANES, n - column));
      }
    }
  }
}
