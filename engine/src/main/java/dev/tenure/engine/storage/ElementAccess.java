package dev.tenure.engine.storage;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// The access to elements that all native tensors share, owners and views alike.
///
/// A subclass knows its memory, and refuses to name it once its owner was closed: every access here
/// begins with [#memory()], so that none reaches memory that went back.
public abstract class ElementAccess implements NativeTensor {
  private final Shape shape;

  /// Creates a tensor.
  ///
  /// @param shape its shape
  protected ElementAccess(Shape shape) {
    this.shape = shape;
  }

  /// Returns the memory that begins with the elements. There may be more of it, so that an owner
  /// need not make a segment for the purpose; every access here keeps to the elements.
  ///
  /// @return a segment of at least the elements' bytes, valid until the owner is closed
  /// @throws dev.tenure.tensor.ClosedTensorException if it was closed
  protected abstract MemorySegment memory();

  @Override
  @SuppressWarnings("HotPathAllocation") // an owner holds its memory; a view has its own address
  public long address() {
    return memory().address();
  }

  @Override
  public final Shape shape() {
    return shape;
  }

  @Override
  public final float get(long index) {
    return memory().getAtIndex(JAVA_FLOAT, Objects.checkIndex(index, shape.elementCount()));
  }

  @Override
  public final void set(long index, float value) {
    memory().setAtIndex(JAVA_FLOAT, Objects.checkIndex(index, shape.elementCount()), value);
  }

  @Override
  @Overwrites
  public final void fill(float value) {
    MemorySegment memory = memory();
    if (Float.floatToRawIntBits(value) == 0) {
      memory.asSlice(0, bytes()).fill((byte) 0);
      return;
    }
    for (long i = 0; i < shape.elementCount(); i++) {
      memory.setAtIndex(JAVA_FLOAT, i, value);
    }
  }

  @Override
  @Overwrites
  public final void copyFrom(float[] source) {
    MemorySegment memory = memory();
    requireElements(source.length);
    MemorySegment.copy(source, 0, memory, JAVA_FLOAT, 0, source.length);
  }

  @Override
  @Overwrites
  public final void copyFrom(Tensor source) {
    MemorySegment memory = memory();
    requireElements(source.shape().elementCount());
    if (source instanceof ElementAccess other) {
      MemorySegment.copy(other.memory(), 0, memory, 0, bytes());
      return;
    }
    // What is on the heap fits in an array.
    copyFrom(source.toArray());
  }

  @Override
  public final void copyTo(long from, float[] destination, int offset, int length) {
    MemorySegment memory = memory();
    Objects.checkFromIndexSize(from, length, shape.elementCount());
    Objects.checkFromIndexSize(offset, length, destination.length);
    MemorySegment.copy(memory, JAVA_FLOAT, from * Float.BYTES, destination, offset, length);
  }

  @Override
  @Borrowed("this")
  public final Tensor reshape(Shape other) {
    requireAlive();
    if (other.elementCount() != shape.elementCount()) {
      throw new IllegalArgumentException(
          "shape %s has other than the %d elements of shape %s"
              .formatted(other, shape.elementCount(), shape));
    }
    return new View(this, other, 0);
  }

  @Override
  @Borrowed("this")
  public final Tensor slice(int from, int to) {
    requireAlive();
    int rows = shape.dimension(0);
    Objects.checkFromToIndex(from, to, rows);
    long rowLength = rows == 0 ? 0 : shape.elementCount() / rows;
    return new View(this, shape.withOutermost(to - from), from * rowLength);
  }

  /// Refuses a view of something closed now, not at the view's first use.
  private void requireAlive() {
    Objects.requireNonNull(memory());
  }

  private long bytes() {
    return shape.elementCount() * Float.BYTES;
  }

  private void requireElements(long count) {
    if (count != shape.elementCount()) {
      throw new IllegalArgumentException(
          "%d elements for a tensor of shape %s, which has %d"
              .formatted(count, shape, shape.elementCount()));
    }
  }

  /// A part of another tensor's memory, which asks that tensor for it at each access.
  private static final class View extends ElementAccess {
    private final ElementAccess viewed;
    private final long offsetBytes;

    View(ElementAccess viewed, Shape shape, long firstElement) {
      super(shape);
      this.viewed = viewed;
      this.offsetBytes = firstElement * Float.BYTES;
    }

    @Override
    public long address() {
      return viewed.address() + offsetBytes;
    }

    @Override
    protected MemorySegment memory() {
      return viewed.memory().asSlice(offsetBytes, shape().elementCount() * Float.BYTES);
    }

    @Override
    public String toString() {
      return "view" + shape() + " of " + viewed;
    }
  }
}
