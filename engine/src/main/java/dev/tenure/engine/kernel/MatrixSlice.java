package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.tensor.Tensor;
import java.util.Objects;

/// A matrix inside a tensor: from some element on, with rows that may be further apart than they
/// are long, and read as its transpose if wanted. For [MatMul#multiply].
///
/// It borrows the tensor, and is valid as long as that one is open. Made once, it serves any number
/// of calls.
///
/// @param tensor the tensor that holds the elements; its shape does not matter
/// @param offset the flat index of the first element
/// @param rows the number of rows, after transposing
/// @param columns the number of columns, after transposing
/// @param leadingDimension the elements from the beginning of one row in memory to that of the next
/// @param transposed whether a row in memory is a column of this matrix
public record MatrixSlice(
    Tensor tensor, long offset, int rows, int columns, int leadingDimension, boolean transposed) {
  /// Checks the sizes.
  ///
  /// @throws IllegalArgumentException if a size is negative, rows in memory overlap, or the tensor
  ///   has not so many elements
  public MatrixSlice {
    int length = transposed ? rows : columns;
    int count = transposed ? columns : rows;
    if (offset < 0 || rows < 0 || columns < 0 || leadingDimension < length) {
      throw new IllegalArgumentException(
          "no matrix of %d x %d has rows %d apart from element %d on"
              .formatted(rows, columns, leadingDimension, offset));
    }
    long end = count == 0 ? offset : offset + (count - 1L) * leadingDimension + length;
    if (end > tensor.shape().elementCount()) {
      throw new IllegalArgumentException(
          "a matrix up to element %d in a tensor of shape %s".formatted(end, tensor.shape()));
    }
  }

  /// Returns a whole tensor of two dimensions.
  ///
  /// @param matrix the tensor
  /// @return the matrix
  /// @throws IllegalArgumentException if it has another number of dimensions
  public static MatrixSlice of(Tensor matrix) {
    Guard.requireRank("matrix", matrix, 2);
    int columns = matrix.shape().dimension(1);
    return new MatrixSlice(matrix, 0, matrix.shape().dimension(0), columns, columns, false);
  }

  /// Returns the transpose of the same elements.
  ///
  /// @return the matrix with rows and columns exchanged
  public MatrixSlice transpose() {
    return new MatrixSlice(tensor, offset, columns, rows, leadingDimension, !transposed);
  }

  /// Returns some of the columns of a matrix that is not transposed.
  ///
  /// @param first the first column
  /// @param count how many
  /// @return the part
  /// @throws IndexOutOfBoundsException if there are no such columns
  /// @throws IllegalStateException if it is transposed
  public MatrixSlice columns(int first, int count) {
    Objects.checkFromIndexSize(first, count, columns);
    if (transposed) {
      throw new IllegalStateException("take columns before transposing");
    }
    return new MatrixSlice(tensor, offset + first, rows, count, leadingDimension, false);
  }

  @NoAllocation
  long address(String name) {
    return Guard.address(name, tensor) + offset * Float.BYTES;
  }

  @NoAllocation
  long rowBytes() {
    return (long) leadingDimension * Float.BYTES;
  }

  /// The bytes from the first element to the end of the last.
  @NoAllocation
  long extent() {
    int length = transposed ? rows : columns;
    int count = transposed ? columns : rows;
    return count == 0 || length == 0 ? 0 : (count - 1) * rowBytes() + (long) length * Float.BYTES;
  }
}
