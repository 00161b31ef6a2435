package dev.tenure.engine.weights;

import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A tensor as it lies in an ONNX file: its elements stay where they are until they are copied.
///
/// Immutable; valid as long as the [OnnxModel] that it was read from.
///
/// @param name its name in the graph; empty for the value of a constant
/// @param type what its elements are
/// @param shape its shape
/// @param data its elements in row-major order, little-endian and not aligned; empty if the file
///   stores elements of more than a byte as a list of integers
public record OnnxTensor(String name, ElementType type, Shape shape, MemorySegment data) {
  /// Where the elements of a copy begin: at the start of a cache line.
  private static final long ALIGNMENT = 64;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Copies the elements into native memory.
  ///
  /// @param arena what allocates and owns the copy
  /// @return a tensor that begins at the start of a cache line, valid as long as the arena
  /// @throws IllegalStateException if the elements are not of type [ElementType#FLOAT]
  public Tensor copyTo(Arena arena) {
    require(ElementType.FLOAT);
    MemorySegment copy = arena.allocate(data.byteSize(), ALIGNMENT);
    MemorySegment.copy(data, FLOAT, 0, copy, ValueLayout.JAVA_FLOAT, 0, shape.elementCount());
    return SegmentTensor.over(copy, shape);
  }

  /// Returns the only element of a tensor that has one.
  ///
  /// @return the element
  /// @throws IllegalStateException if it has more or fewer, or is not of type [ElementType#FLOAT]
  public float floatValue() {
    require(ElementType.FLOAT);
    requireOneElement();
    return data.get(FLOAT, 0);
  }

  /// Returns the only element of a tensor that has one.
  ///
  /// @return the element
  /// @throws IllegalStateException if it has more or fewer, or is not of type [ElementType#INT64]
  public long longValue() {
    require(ElementType.INT64);
    requireOneElement();
    return data.get(LONG, 0);
  }

  private void require(ElementType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("tensor '%s' is %s, not %s".formatted(name, type, wanted));
    }
  }

  private void requireOneElement() {
    if (data.byteSize() != type.byteSize()) {
      throw new IllegalStateException(
          "tensor '%s' of shape %s is not a single value".formatted(name, shape));
    }
  }
}
