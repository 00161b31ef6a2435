package dev.tenure.engine.weights;

import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A tensor as it lies in a decoder's file, whatever the file's format.
///
/// Immutable; valid as long as the arena that the file was opened in.
///
/// @param name its name in the file
/// @param type how its elements are held
/// @param shape its shape, outermost dimension first; rows are contiguous
/// @param data exactly its blocks, little-endian
public record StoredTensor(String name, BlockType type, Shape shape, MemorySegment data) {
  private static final long ALIGNMENT = 64;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Copies the elements into native memory as 32-bit floats, as small tensors such as gains are
  /// used.
  ///
  /// @param arena what allocates and owns the copy
  /// @return a tensor that lives as long as the arena
  /// @throws IllegalStateException if the elements are quantised
  public Tensor copyTo(Arena arena) {
    long count = shape.elementCount();
    MemorySegment copy = arena.allocate(Math.max(1, count) * Float.BYTES, ALIGNMENT);
    for (long i = 0; i < count; i++) {
      copy.setAtIndex(ValueLayout.JAVA_FLOAT, i, element(i));
    }
    return SegmentTensor.over(copy.asSlice(0, count * Float.BYTES), shape);
  }

  private float element(long index) {
    return switch (type) {
      case F32 -> data.get(FLOAT, index * Float.BYTES);
      case F16 -> Float.float16ToFloat(data.get(SHORT, index * Short.BYTES));
      case BF16 -> Float.intBitsToFloat(data.get(SHORT, index * Short.BYTES) << 16);
      case Q4_0, Q8_0, Q4_K, Q6_K ->
          throw new IllegalStateException("tensor '%s' is quantised: %s".formatted(name, type));
    };
  }
}
