package dev.tenure.processor;

import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// A pooled tensor of a [RecordingPool].
final class HeapPooledTensor implements PooledTensor {
  private final Tensor elements;
  private boolean open = true;

  HeapPooledTensor(Shape shape) {
    this.elements = Tensor.of(shape);
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public Shape shape() {
    return elements.shape();
  }

  @Override
  public float get(long index) {
    return elements.get(index);
  }

  @Override
  public void set(long index, float value) {
    elements.set(index, value);
  }

  @Override
  public void fill(float value) {
    elements.fill(value);
  }

  @Override
  public void copyFrom(float[] source) {
    elements.copyFrom(source);
  }

  @Override
  public void copyFrom(Tensor source) {
    elements.copyFrom(source);
  }

  @Override
  public void copyTo(long from, float[] destination, int offset, int length) {
    elements.copyTo(from, destination, offset, length);
  }

  @Override
  public Tensor reshape(Shape shape) {
    return elements.reshape(shape);
  }

  @Override
  public Tensor slice(int from, int to) {
    return elements.slice(from, to);
  }
}
