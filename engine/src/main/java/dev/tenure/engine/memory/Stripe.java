package dev.tenure.engine.memory;

import org.jspecify.annotations.Nullable;

/// Some free blocks of a pool, and some of its counts, mostly used by one thread.
///
/// It is locked for each rent and return, which keep the lock for some ten instructions, and while
/// it exchanges blocks with the depot.
final class Stripe extends SpinLocked {
  /// How many blocks of a class it keeps.
  static final int MOST_OF_A_CLASS = 64;

  /// How many rents in a row it serves before the pool looks after its leaks and idle blocks.
  private static final int RENTS_PER_LOOK = 256;

  private final long mostBytes;
  private final FreeBlocks free = new FreeBlocks();
  private final PoolAccount account = new PoolAccount();
  private int rentsUntilLook = RENTS_PER_LOOK;
  private boolean closed;

  /// @param mostBytes how many bytes of free blocks it keeps
  Stripe(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// Returns a free block, counted as rented; nothing if there is none, or if it is time to look
  /// after the pool.
  @Nullable Block rent(int sizeClass) {
    if (--rentsUntilLook < 0) {
      return null;
    }
    return rentAnyway(sizeClass);
  }

  /// Returns a free block, counted as rented, or nothing.
  @Nullable Block rentAnyway(int sizeClass) {
    Block block = free.take(sizeClass);
    if (block != null) {
      account.hit(sizeClass);
    }
    return block;
  }

  void lookedAfter() {
    rentsUntilLook = RENTS_PER_LOOK;
  }

  /// Counts a return, and keeps the block if there is room; tells whether it did.
  boolean giveBack(Block block) {
    account.returned(block);
    return keep(block);
  }

  /// Keeps a block that is not counted, if there is room; tells whether it did.
  boolean keep(Block block) {
    boolean room =
        !closed
            && free.count(block.sizeClass()) < MOST_OF_A_CLASS
            && free.bytes() + block.bytes() <= mostBytes;
    if (room) {
      free.add(block);
    }
    return room;
  }

  /// Returns how many blocks like this one it has room for.
  int roomFor(Block like) {
    return closed
        ? 0
        : (int)
            Math.min(
                MOST_OF_A_CLASS - free.count(like.sizeClass()),
                (mostBytes - free.bytes()) / like.bytes());
  }

  /// Makes room for blocks like one that it could not keep: by moving half of its class if there
  /// are many of it, and else everything, since that was not what is in use now. For a block that
  /// it never has room for, nothing moves.
  void makeRoom(Block block, FreeBlocks to) {
    if (free.count(block.sizeClass()) == MOST_OF_A_CLASS) {
      free.moveTo(to, block.sizeClass(), MOST_OF_A_CLASS / 2);
    } else if (block.bytes() <= mostBytes) {
      free.moveAllTo(to);
    }
  }

  /// Refuses all blocks from now on.
  void close() {
    closed = true;
  }

  FreeBlocks free() {
    return free;
  }

  PoolAccount account() {
    return account;
  }
}
