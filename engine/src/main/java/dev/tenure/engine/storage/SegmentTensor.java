package dev.tenure.engine.storage;

import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;

/// A tensor over memory that somebody else owns, such as weights in an arena or a mapped file.
///
/// It lives as long as the segment's arena, and nobody closes it. It is as safe for use by several
/// threads as the segment is.
public final class SegmentTensor extends ElementAccess {
  private final MemorySegment segment;

  private SegmentTensor(MemorySegment segment, Shape shape) {
    super(shape);
    this.segment = segment;
  }

  /// Returns a tensor over a segment.
  ///
  /// @param segment native memory of exactly the elements: 4 bytes each, in native byte order,
  ///   aligned to 4 bytes
  /// @param shape the shape of the elements in it
  /// @return a tensor that lives as long as the segment
  /// @throws IllegalArgumentException if the segment is on the heap, of another size, or not
  ///   aligned
  public static SegmentTensor over(MemorySegment segment, Shape shape) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException("the segment is on the heap; kernels need native memory");
    }
    long bytes = segment.byteSize();
    if (bytes % Float.BYTES != 0 || bytes / Float.BYTES != shape.elementCount()) {
      throw new IllegalArgumentException(
          "a tensor of shape %s takes 4 bytes for each of its %d elements, and the segment has %d"
              .formatted(shape, shape.elementCount(), bytes));
    }
    if (segment.address() % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "the segment's address 0x%x is not a multiple of 4".formatted(segment.address()));
    }
    return new SegmentTensor(segment, shape);
  }

  @Override
  protected MemorySegment memory() {
    if (!segment.scope().isAlive()) {
      throw new ClosedTensorException(this + " was closed: the arena of its memory is gone");
    }
    return segment;
  }

  @Override
  public String toString() {
    return "Tensor" + shape();
  }
}
