package dev.tenure.tensor;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;

/// A shape and its 32-bit floating point elements in row-major order.
///
/// A tensor that somebody has to close is a [PooledTensor]; any other is either on the heap
/// ([#of]), or a view that is borrowed from a tensor and valid as long as that one. Elements are
/// addressed by their flat row-major index, from 0 to the shape's [element
/// count][Shape#elementCount()].
///
/// Tensors are not synchronised: one thread at a time, or any number that only read. Every access
/// to a tensor that was closed throws [ClosedTensorException].
public interface Tensor {
  /// Returns a tensor on the heap, which nobody has to close.
  ///
  /// @param shape its shape
  /// @param elements its elements in row-major order; copied. None at all stands for zeros
  /// @return a new tensor
  /// @throws IllegalArgumentException if the number of elements is not that of the shape, or is
  ///   more than an array can hold
  static Tensor of(Shape shape, float... elements) {
    return ArrayTensor.copyOf(shape, elements);
  }

  /// Returns the shape.
  ///
  /// @return the shape
  @NoAllocation
  Shape shape();

  /// Returns one element.
  ///
  /// @param index its flat row-major index
  /// @return the element
  /// @throws IndexOutOfBoundsException if there is no such element
  float get(long index);

  /// Changes one element.
  ///
  /// @param index its flat row-major index
  /// @param value the new value
  /// @throws IndexOutOfBoundsException if there is no such element
  void set(long index, float value);

  /// Sets every element to one value.
  ///
  /// @param value the new value
  @Overwrites
  void fill(float value);

  /// Sets every element from an array.
  ///
  /// @param source the new elements in row-major order, as many as this tensor has
  /// @throws IllegalArgumentException if there are more or fewer
  @Overwrites
  void copyFrom(float[] source);

  /// Sets every element from another tensor, which must not overlap with this one.
  ///
  /// @param source a tensor with as many elements; its shape may differ
  /// @throws IllegalArgumentException if it has more or fewer
  @Overwrites
  void copyFrom(Tensor source);

  /// Copies elements into an array.
  ///
  /// @param from the flat row-major index of the first element
  /// @param destination where to
  /// @param offset the index in the destination of the first element
  /// @param length how many
  /// @throws IndexOutOfBoundsException if either side has fewer
  void copyTo(long from, float[] destination, int offset, int length);

  /// Returns all elements in row-major order.
  ///
  /// @return a new array
  /// @throws IllegalStateException if there are more than an array can hold
  default float[] toArray() {
    long count = shape().elementCount();
    if (count > ArrayTensor.LARGEST_ARRAY) {
      throw new IllegalStateException("a tensor of shape " + shape() + " does not fit in an array");
    }
    float[] elements = new float[(int) count];
    copyTo(0, elements, 0, elements.length);
    return elements;
  }

  /// Returns a view of the same elements with another shape.
  ///
  /// @param shape a shape with as many elements
  /// @return a view of this tensor's memory, valid as long as this tensor
  /// @throws IllegalArgumentException if the shape has more or fewer elements
  @Borrowed("this")
  Tensor reshape(Shape shape);

  /// Returns a view of some of the outermost rows: of the sub-tensors that the first dimension
  /// counts.
  ///
  /// @param from the first row
  /// @param to the row after the last one
  /// @return a view of this tensor's memory, valid as long as this tensor
  /// @throws IndexOutOfBoundsException if there are no such rows
  @Borrowed("this")
  Tensor slice(int from, int to);
}
