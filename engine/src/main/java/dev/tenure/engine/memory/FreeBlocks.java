package dev.tenure.engine.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The blocks that wait for the next rent, by size class. Not thread-safe.
final class FreeBlocks {
  private final @Nullable BlockStack[] stacks = new BlockStack[SizeClass.COUNT];
  private long bytes;

  long bytes() {
    return bytes;
  }

  int count(int sizeClass) {
    BlockStack stack = stacks[sizeClass];
    return stack == null ? 0 : stack.count();
  }

  void add(Block block) {
    stackOf(block.sizeClass()).push(block);
    bytes += block.bytes();
  }

  private BlockStack stackOf(int sizeClass) {
    BlockStack stack = stacks[sizeClass];
    if (stack == null) {
      stack = new BlockStack();
      stacks[sizeClass] = stack;
    }
    return stack;
  }

  /// Returns a block of this class, or nothing.
  @Nullable Block take(int sizeClass) {
    BlockStack stack = stacks[sizeClass];
    Block block = stack == null ? null : stack.pop();
    if (block != null) {
      bytes -= SizeClass.bytesOf(sizeClass);
    }
    return block;
  }

  /// Moves blocks of one class, the ones used last.
  ///
  /// @param most how many at most
  /// @param to a list to which they are added
  void move(int sizeClass, int most, List<Block> to) {
    for (int i = 0; i < most; i++) {
      Block block = take(sizeClass);
      if (block == null) {
        return;
      }
      to.add(block);
    }
  }

  /// Moves blocks of one class, the ones used last.
  ///
  /// @param most how many at most
  void moveTo(FreeBlocks to, int sizeClass, int most) {
    BlockStack stack = stacks[sizeClass];
    if (stack != null) {
      long moved = SizeClass.bytesOf(sizeClass) * stack.moveTo(to.stackOf(sizeClass), most);
      bytes -= moved;
      to.bytes += moved;
    }
  }

  /// Moves all blocks.
  void moveAllTo(FreeBlocks to) {
    for (int i = 0; i < stacks.length; i++) {
      moveTo(to, i, Integer.MAX_VALUE);
    }
  }

  /// Moves blocks of at least so many bytes together, or all that there are; the largest ones
  /// first, so that few are lost, and of a class those that were not used for longest.
  void moveLargest(long atLeastBytes, List<Block> to) {
    long wanted = atLeastBytes;
    for (int i = stacks.length - 1; i >= 0 && wanted > 0; i--) {
      BlockStack stack = stacks[i];
      if (stack != null) {
        long size = SizeClass.bytesOf(i);
        long enough = (wanted - 1) / size + 1;
        int before = stack.count();
        stack.moveOldest((int) Math.min(enough, before), to);
        long moved = size * (before - stack.count());
        bytes -= moved;
        wanted -= moved;
      }
    }
  }

  /// Moves the blocks that were not used since the last call of this method.
  void moveIdle(List<Block> to) {
    for (int i = 0; i < stacks.length; i++) {
      BlockStack stack = stacks[i];
      if (stack != null) {
        int before = stack.count();
        stack.moveIdle(to);
        bytes -= SizeClass.bytesOf(i) * (before - stack.count());
      }
    }
  }
}
