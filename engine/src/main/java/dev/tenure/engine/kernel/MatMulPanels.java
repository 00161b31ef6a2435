package dev.tenure.engine.kernel;

/// The loops of [MatMul] around its tiles, for operands that were checked already.
///
/// They walk over panels of two vectors of columns, and in each over tiles of four rows: a panel
/// (inner dimension × two vectors) stays in the second-level cache while all rows pass over it.
/// Rows that are left over go one at a time, and the columns that fill no panel one vector at a
/// time.
final class MatMulPanels {
  private MatMulPanels() {}

  /// Computes `output = left · right`.
  static void multiply(MatrixView left, MatrixView right, MatrixView output) {
    for (int column = 0; column < right.columns(); column += MatMulTile.COLUMNS) {
      int width = Math.min(MatMulTile.COLUMNS, right.columns() - column);
      panel(left, right.columns(column, width), MatMulTile.NO_BIAS, output.columns(column, width));
    }
  }

  /// Computes `output = left · right + bias` for at most one panel of columns.
  ///
  /// @param bias the address of as many biases as there are columns
  static void panel(MatrixView left, MatrixView right, long bias, MatrixView output) {
    if (right.columns() < MatMulTile.COLUMNS) {
      lastColumns(left, right, bias, output);
      return;
    }
    int row = 0;
    for (; row <= left.rows() - MatMulTile.ROWS; row += MatMulTile.ROWS) {
      MatMulTile.fourRows(
          left.row(row),
          left.rowBytes(),
          left.columns(),
          right.address(),
          right.rowBytes(),
          bias,
          output.row(row),
          output.rowBytes());
    }
    for (; row < left.rows(); row++) {
      MatMulTile.oneRow(
          left.row(row), left.columns(), right.address(), right.rowBytes(), bias, output.row(row));
    }
  }

  private static void lastColumns(MatrixView left, MatrixView right, long bias, MatrixView output) {
    for (int column = 0; column < right.columns(); column += Floats.LANES) {
      int width = Math.min(Floats.LANES, right.columns() - column);
      for (int row = 0; row < left.rows(); row++) {
        MatMulTile.oneRowOfLastColumns(
            left.row(row),
            left.columns(),
            Floats.at(right.address(), column),
            right.rowBytes(),
            Floats.at(bias, column),
            Floats.at(output.row(row), column),
            width);
      }
    }
  }
}
