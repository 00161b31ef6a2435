package dev.tenure.engine.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The free blocks of a pool that no stripe has, through which stripes exchange them by the dozen.
final class Depot extends SpinLocked {
  private final FreeBlocks free = new FreeBlocks();
  private boolean closed;

  /// Takes a block that a stripe had no room for, and some of the stripe's to make room for the
  /// next ones; tells whether it did.
  boolean take(Block block, Stripe stripe) {
    if (closed) {
      return false;
    }
    stripe.makeRoom(block, free);
    free.add(block);
    return true;
  }

  /// Takes a block that is not counted.
  void add(Block block) {
    free.add(block);
  }

  /// Returns a block, if there is one, and fills a stripe with more of its class.
  ///
  /// @param most how many blocks at most, with the one that is returned
  @Nullable Block refill(Stripe stripe, int sizeClass, int most) {
    Block block = free.take(sizeClass);
    if (block != null) {
      free.moveTo(stripe.free(), sizeClass, Math.min(most - 1, stripe.roomFor(block)));
    }
    return block;
  }

  /// Moves blocks of at least so many bytes together, or all that there are.
  void moveLargest(long atLeastBytes, List<Block> to) {
    free.moveLargest(atLeastBytes, to);
  }

  /// Moves the blocks that were not used since the last call of this method.
  void moveIdle(List<Block> to) {
    free.moveIdle(to);
  }

  /// Refuses all blocks from now on.
  void close() {
    closed = true;
  }
}
