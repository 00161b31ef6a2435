package dev.tenure.tensor;

import dev.tenure.annotations.NoAllocation;
import java.util.Arrays;

/// The dimensions of a tensor, outermost first: `[rows, columns]` for a matrix in row-major order.
///
/// Immutable and safe to share between threads. A dimension may be zero; then the tensor is empty.
/// A shape without dimensions is that of a scalar, with one element.
public final class Shape {
  private final int[] dimensions;
  private final long elementCount;

  private Shape(int[] dimensions) {
    this.dimensions = dimensions;
    this.elementCount = countElements(dimensions);
  }

  /// Returns the shape with these dimensions, outermost first.
  ///
  /// @param dimensions the sizes; copied
  /// @return the shape
  /// @throws IllegalArgumentException if a dimension is negative, or if the number of elements does
  ///   not fit in a `long`
  public static Shape of(int... dimensions) {
    return new Shape(dimensions.clone());
  }

  private static long countElements(int[] dimensions) {
    boolean empty = false;
    for (int dimension : dimensions) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "a dimension must not be negative: " + Arrays.toString(dimensions));
      }
      empty |= dimension == 0;
    }
    return empty ? 0 : product(dimensions);
  }

  private static long product(int[] dimensions) {
    long product = 1;
    try {
      for (int dimension : dimensions) {
        product = Math.multiplyExact(product, dimension);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "a shape of more than 2^63 - 1 elements: " + Arrays.toString(dimensions), e);
    }
    return product;
  }

  /// Returns the number of dimensions: 0 for a scalar, 2 for a matrix.
  ///
  /// @return the rank
  @NoAllocation
  public int rank() {
    return dimensions.length;
  }

  /// Returns the size of one dimension.
  ///
  /// @param index 0 for the outermost; negative values count from the innermost, which is -1
  /// @return the size
  /// @throws IndexOutOfBoundsException if there is no such dimension
  @NoAllocation
  public int dimension(int index) {
    int position = index < 0 ? dimensions.length + index : index;
    if (position < 0 || position >= dimensions.length) {
      throw new IndexOutOfBoundsException("no dimension " + index + " in shape " + this);
    }
    return dimensions[position];
  }

  /// Returns the number of elements: the product of the dimensions.
  ///
  /// @return the number of elements
  @NoAllocation
  public long elementCount() {
    return elementCount;
  }

  /// Returns the same shape with another outermost dimension.
  ///
  /// @param size the new size
  /// @return the new shape
  /// @throws IllegalStateException if this is the shape of a scalar
  /// @throws IllegalArgumentException if the size is negative
  public Shape withOutermost(int size) {
    if (dimensions.length == 0) {
      throw new IllegalStateException("the shape of a scalar has no outermost dimension");
    }
    int[] changed = dimensions.clone();
    changed[0] = size;
    return new Shape(changed);
  }

  /// Returns the dimensions, outermost first.
  ///
  /// @return a new array
  public int[] toArray() {
    return dimensions.clone();
  }

  @Override
  @NoAllocation
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /// Returns the dimensions as a list, such as `[2, 3]`.
  @Override
  public String toString() {
    return Arrays.toString(dimensions);
  }
}
