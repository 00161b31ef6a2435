package dev.tenure.tensor;

import dev.tenure.annotations.Borrowed;
import java.util.Arrays;
import java.util.Objects;

/// A tensor over a part of an array on the heap, and the view of such a tensor.
///
/// The garbage collector owns the memory, so a view stays valid however long it is kept.
final class ArrayTensor implements Tensor {
  /// The largest length that virtual machines grant.
  static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Shape shape;
  private final float[] elements;
  private final int offset;

  private ArrayTensor(Shape shape, float[] elements, int offset) {
    this.shape = shape;
    this.elements = elements;
    this.offset = offset;
  }

  static ArrayTensor copyOf(Shape shape, float[] elements) {
    if (shape.elementCount() > LARGEST_ARRAY) {
      throw new IllegalArgumentException(
          "a tensor of shape " + shape + " does not fit in an array; rent it from a pool");
    }
    int length = (int) shape.elementCount();
    if (elements.length != length && elements.length != 0) {
      throw new IllegalArgumentException(
          "a tensor of shape %s has %d elements, not %d".formatted(shape, length, elements.length));
    }
    return new ArrayTensor(shape, Arrays.copyOf(elements, length), 0);
  }

  private int length() {
    return (int) shape.elementCount();
  }

  private int position(long index) {
    return offset + (int) Objects.checkIndex(index, shape.elementCount());
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public float get(long index) {
    return elements[position(index)];
  }

  @Override
  public void set(long index, float value) {
    elements[position(index)] = value;
  }

  @Override
  public void fill(float value) {
    Arrays.fill(elements, offset, offset + length(), value);
  }

  @Override
  public void copyFrom(float[] source) {
    requireElements(source.length);
    System.arraycopy(source, 0, elements, offset, source.length);
  }

  @Override
  public void copyFrom(Tensor source) {
    requireElements(source.shape().elementCount());
    source.copyTo(0, elements, offset, length());
  }

  @Override
  public void copyTo(long from, float[] destination, int destinationOffset, int length) {
    Objects.checkFromIndexSize(from, length, shape.elementCount());
    Objects.checkFromIndexSize(destinationOffset, length, destination.length);
    System.arraycopy(elements, offset + (int) from, destination, destinationOffset, length);
  }

  @Override
  @Borrowed("this")
  public Tensor reshape(Shape other) {
    if (other.elementCount() != shape.elementCount()) {
      throw new IllegalArgumentException(
          "shape %s has other than the %d elements of shape %s"
              .formatted(other, shape.elementCount(), shape));
    }
    return new ArrayTensor(other, elements, offset);
  }

  @Override
  @Borrowed("this")
  public Tensor slice(int from, int to) {
    int rows = shape.dimension(0);
    Objects.checkFromToIndex(from, to, rows);
    int rowLength = rows == 0 ? 0 : length() / rows;
    return new ArrayTensor(shape.withOutermost(to - from), elements, offset + from * rowLength);
  }

  private void requireElements(long count) {
    if (count != shape.elementCount()) {
      throw new IllegalArgumentException(
          "%d elements for a tensor of shape %s, which has %d"
              .formatted(count, shape, shape.elementCount()));
    }
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
