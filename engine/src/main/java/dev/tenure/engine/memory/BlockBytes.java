package dev.tenure.engine.memory;

import dev.tenure.tensor.Shape;

/// Sizes of memory in terms of shapes.
final class BlockBytes {
  private static final int FLOATS_OF_A_LINE = SizeClass.ALIGNMENT / Float.BYTES;

  private BlockBytes() {}

  /// Returns the bytes of the block behind a tensor of a shape; [Long#MAX_VALUE] for one that no
  /// memory can hold.
  static long of(Shape shape) {
    long elements = shape.elementCount();
    boolean beyondAnyMemory = elements > SizeClass.LARGEST / Float.BYTES;
    return beyondAnyMemory ? Long.MAX_VALUE : SizeClass.blockBytes(elements * Float.BYTES);
  }

  /// Returns a shape of all floats of a block; if it has more lines than a dimension can count, one
  /// of a size that no pool has.
  static Shape shapeOf(long blockBytes) {
    long lines = blockBytes / SizeClass.ALIGNMENT;
    int rows = (int) Math.min(lines, Integer.MAX_VALUE);
    return lines == rows ? Shape.of(rows, FLOATS_OF_A_LINE) : Shape.of(rows, Integer.MAX_VALUE);
  }
}
