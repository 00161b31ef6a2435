package dev.tenure.engine.kernel;

/// A matrix in memory whose rows may be further apart than they are long, such as some of the
/// columns of a larger one.
///
/// @param address where the first element is
/// @param rows the number of rows
/// @param columns the number of columns
/// @param rowBytes the bytes from the beginning of one row to that of the next
record MatrixView(long address, int rows, int columns, long rowBytes) {
  static MatrixView of(Operand matrix) {
    int columns = matrix.dimension(1);
    return new MatrixView(
        matrix.address(), matrix.dimension(0), columns, (long) columns * Float.BYTES);
  }

  /// Returns where a row begins.
  long row(int index) {
    return address + index * rowBytes;
  }

  /// Returns some of the columns.
  MatrixView columns(int first, int count) {
    return new MatrixView(Floats.at(address, first), rows, count, rowBytes);
  }
}
