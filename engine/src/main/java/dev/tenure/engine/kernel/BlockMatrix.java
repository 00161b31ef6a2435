package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import java.lang.foreign.MemorySegment;

/// A matrix as a model file holds it: rows of blocks, such as a part of a mapped file.
///
/// [Embedding#lookup] reads rows of it; for products it is packed into a [WeightMatrix]. Immutable
/// as long as nobody writes the memory; any number of threads may read one. It lives as long as the
/// segment's arena.
///
/// @param format the format of the blocks
/// @param rows the number of rows: the outputs of a linear layer, the words of a vocabulary
/// @param columns the number of elements in a row: the inputs of a linear layer
/// @param blocks native memory of exactly the rows
public record BlockMatrix(BlockFormat format, int rows, int columns, MemorySegment blocks) {
  /// Checks the size.
  ///
  /// @throws IllegalArgumentException if the segment is on the heap or has another size, or if the
  ///   columns fill no whole number of blocks
  public BlockMatrix {
    long bytes = Math.multiplyExact(rows, format.rowBytes(columns));
    if (rows < 0 || blocks.byteSize() != bytes) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d %s takes %d bytes, and the segment has %d"
              .formatted(rows, columns, format, bytes, blocks.byteSize()));
    }
    if (!blocks.isNative()) {
      throw new IllegalArgumentException("the segment is on the heap; kernels need native memory");
    }
  }

  /// Returns where a row begins.
  ///
  /// @throws IllegalStateException if the arena was closed
  @NoAllocation
  long row(int index) {
    if (!blocks.scope().isAlive()) {
      throw new IllegalStateException("the arena of the weights was closed");
    }
    return blocks.address() + index * format.rowBytes(columns);
  }
}
