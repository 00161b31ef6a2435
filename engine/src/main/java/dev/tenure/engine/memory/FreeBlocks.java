package dev.tenure.engine.memory;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The blocks that wait for the next rent, by size; the one used last is used again first, while
/// its memory may still be in a cache. Not thread-safe.
final class FreeBlocks {
  private final TreeMap<Long, ArrayDeque<Block>> bySize = new TreeMap<>();
  private long bytes;

  long bytes() {
    return bytes;
  }

  void add(Block block) {
    bySize.computeIfAbsent(block.bytes(), size -> new ArrayDeque<>()).push(block);
    bytes += block.bytes();
  }

  /// Returns a block of exactly this size, or nothing.
  @Nullable Block take(long blockBytes) {
    ArrayDeque<Block> blocks = bySize.get(blockBytes);
    Block block = blocks == null ? null : blocks.poll();
    if (block != null) {
      bytes -= block.bytes();
    }
    return block;
  }

  /// Gives blocks of at least so many bytes together back to the system, or all that there are; the
  /// largest ones first, so that few are lost. Returns how many bytes they had.
  long release(long atLeastBytes) {
    long before = bytes;
    while (before - bytes < atLeastBytes && !bySize.isEmpty()) {
      Map.Entry<Long, ArrayDeque<Block>> largest = bySize.lastEntry();
      Block block = largest.getValue().pollLast();
      if (block == null) {
        bySize.remove(largest.getKey());
      } else {
        bytes -= block.bytes();
        block.free();
      }
    }
    return before - bytes;
  }
}
