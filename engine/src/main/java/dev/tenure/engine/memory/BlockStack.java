package dev.tenure.engine.memory;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The free blocks of one size class; the one used last is used again first, while its memory may
/// still be in a cache. Not thread-safe.
///
/// It knows how few blocks there were at any time since it was last asked: the blocks below that
/// mark were not used in all that time.
final class BlockStack {
  private static final int FIRST_CAPACITY = 8;

  private @Nullable Block[] blocks = new Block[FIRST_CAPACITY];
  private int count;
  private int fewest;

  int count() {
    return count;
  }

  void push(Block block) {
    makeRoomFor(1);
    if (blocks[count] != block) { // which it is when one block comes and goes
      blocks[count] = block;
    }
    count++;
  }

  /// Returns the block that was used last, or nothing.
  @Nullable Block pop() {
    if (count == 0) {
      return null;
    }
    count--;
    if (count < fewest) { // a branch, so that there is a store only then
      fewest = count;
    }
    return blocks[count]; // and it stays there: each store costs the collector's barrier
  }

  private void makeRoomFor(int more) {
    if (count + more > blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(2 * count, count + more));
    }
  }

  /// Moves the blocks that were used last, in their order. Returns how many.
  ///
  /// @param most how many at most
  int moveTo(BlockStack to, int most) {
    int moved = Math.min(most, count);
    to.makeRoomFor(moved);
    System.arraycopy(blocks, count - moved, to.blocks, to.count, moved);
    to.count += moved;
    count -= moved;
    fewest = Math.min(fewest, count);
    return moved;
  }

  /// Moves the blocks that were not used for longest.
  ///
  /// @param most how many at most
  /// @param to a list to which they are added
  void moveOldest(int most, List<Block> to) {
    int moved = Math.min(most, count);
    for (int i = 0; i < moved; i++) {
      Block block = blocks[i];
      if (block != null) {
        to.add(block);
      }
    }
    System.arraycopy(blocks, moved, blocks, 0, count - moved);
    Arrays.fill(blocks, count - moved, blocks.length, null);
    count -= moved;
    fewest = Math.max(0, fewest - moved);
  }

  /// Moves the blocks that were not used since the last call of this method.
  void moveIdle(List<Block> to) {
    moveOldest(fewest, to);
    fewest = count;
  }
}
