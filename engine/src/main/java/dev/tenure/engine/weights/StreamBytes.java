package dev.tenure.engine.weights;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Copies a stream of unknown length into native memory.
///
/// Blocks of doubling size are filled first and then joined, so that the heap holds no more than a
/// small buffer however large the model is.
final class StreamBytes {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final long FIRST_BLOCK_BYTES = 1L << 20;

  private StreamBytes() {}

  /// Reads to the end of a stream.
  ///
  /// @param name what messages call it
  /// @param arena owns the result
  /// @throws ModelFormatException if it has more than 2 GiB
  static MemorySegment copy(InputStream stream, String name, Arena arena) throws IOException {
    try (Arena blocksArena = Arena.ofConfined()) {
      List<MemorySegment> blocks = new ArrayList<>();
      long total = 0;
      MemorySegment block;
      do {
        block = blocksArena.allocate(Math.max(FIRST_BLOCK_BYTES, total));
        long filled = fill(block, stream);
        blocks.add(block.asSlice(0, filled));
        total += filled;
        if (total > Integer.MAX_VALUE) {
          throw new ModelFormatException(name, "larger than 2 GiB");
        }
      } while (blocks.getLast().byteSize() == block.byteSize());
      return join(blocks, total, arena);
    }
  }

  private static long fill(MemorySegment block, InputStream stream) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long filled = 0;
    while (filled < block.byteSize()) {
      int count = stream.read(buffer, 0, (int) Math.min(buffer.length, block.byteSize() - filled));
      if (count < 0) {
        break;
      }
      MemorySegment.copy(buffer, 0, block, ValueLayout.JAVA_BYTE, filled, count);
      filled += count;
    }
    return filled;
  }

  private static MemorySegment join(List<MemorySegment> blocks, long total, Arena arena) {
    MemorySegment all = arena.allocate(total);
    long position = 0;
    for (MemorySegment block : blocks) {
      MemorySegment.copy(block, 0, all, position, block.byteSize());
      position += block.byteSize();
    }
    return all;
  }
}
