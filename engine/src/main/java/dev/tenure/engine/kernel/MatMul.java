package dev.tenure.engine.kernel;

import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// Matrix products.
///
/// The loops are those of `MatMulPanels`; the arithmetic is that of `MatMulTile`.
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
    MatrixView rows = MatrixView.of(x);
    MatrixView all = MatrixView.of(y);
    for (int column = 0; column < weights.columns(); column += PackedMatrix.PANEL) {
      int width = Math.min(PackedMatrix.PANEL, weights.columns() - column);
      MatMulPanels.panel(
          rows,
          weights.panel(column, width),
          Floats.at(b.address(), column),
          all.columns(column, width));
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
    MatMulPanels.multiply(MatrixView.of(a), MatrixView.of(b), MatrixView.of(c));
  }
}
