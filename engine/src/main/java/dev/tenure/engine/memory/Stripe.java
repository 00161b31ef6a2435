package dev.tenure.engine.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some free blocks of a pool, and some of its counts, mostly used by one thread.
///
/// Everything but [#tryLock()] and [#lock()] is called with the lock held, which lasts for some ten
/// instructions: so a spinning lock, which costs one atomic instruction where nobody else is.
final class Stripe extends CacheLine {
  /// How many blocks of a class it keeps.
  static final int MOST_OF_A_CLASS = 64;

  /// How many rents in a row it serves before the pool looks after its leaks and idle blocks.
  private static final int RENTS_PER_LOOK = 256;

  private static final VarHandle LOCKED;

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(Stripe.class, "locked", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long mostBytes;
  private final FreeBlocks free = new FreeBlocks();
  private final PoolAccount account = new PoolAccount();
  private int rentsUntilLook = RENTS_PER_LOOK;
  private boolean closed;

  @SuppressWarnings("UnusedVariable") // through LOCKED
  private int locked;

  /// @param mostBytes how many bytes of free blocks it keeps
  Stripe(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  boolean tryLock() {
    return LOCKED.weakCompareAndSetAcquire(this, 0, 1);
  }

  /// Waits for the lock, giving way to its holder.
  void lock() {
    while (!tryLock()) {
      giveWay();
    }
  }

  /// Lets threads go on that are about to finish what this one waits for.
  @SuppressWarnings("ThreadPriorityCheck") // a holder may have lost its processor, perhaps to us
  static void giveWay() {
    Thread.yield();
  }

  void unlock() {
    LOCKED.setRelease(this, 0);
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
      account.hit(block);
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

  /// Makes room for a block that it could not keep: for more of its class if there are many of it,
  /// and else by moving everything else out, since that was not what is in use now.
  void makeRoom(Block block, List<Block> to) {
    if (free.count(block.sizeClass()) == MOST_OF_A_CLASS) {
      free.move(block.sizeClass(), MOST_OF_A_CLASS / 2, to);
    } else {
      free.moveLargest(Long.MAX_VALUE, to);
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
