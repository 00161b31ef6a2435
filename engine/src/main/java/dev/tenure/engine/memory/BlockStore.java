package dev.tenure.engine.memory;

import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.SizeClassStatistics;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The blocks of a pool under its limit, and the counts of what it does.
///
/// Free blocks wait in stripes, where a rent and a return find and leave them without waiting for
/// anybody, and in a depot, with which stripes exchange them by the dozen. What the pool has from
/// the system changes behind one lock only: memory is counted before it is asked for, and until
/// after it went back, so that it never passes the limit. A rent is refused only if it does not fit
/// beside what is live at one instant; whatever waits in any stripe makes room.
///
/// Lock order: the lock, then one stripe, then the depot.
final class BlockStore {
  private static final long MOST_BYTES_OF_A_STRIPE = 256L << 20;

  /// How much of a stripe is filled in one go, in blocks and as a part of its bytes.
  private static final int MOST_OF_A_REFILL = Stripe.MOST_OF_A_CLASS / 2;

  private static final int REFILLS_OF_A_STRIPE = 4;

  private final long limitBytes;
  private final long idleNanos;
  private final long mostBytesOfAStripe;
  private final Stripes stripes;
  private final Depot depot = new Depot();
  private final ReentrantLock lock = new ReentrantLock();

  // All of the following is guarded by the lock.
  private long heldBytes;
  private long peakHeldBytes;
  private PoolAccount lastReset = new PoolAccount();
  private volatile boolean closed; // read without it, too
  private volatile long roundBeganAt; // likewise

  /// @param limitBytes how many bytes it may have from the system
  /// @param idleNanos how long a block may lie unused, as a rule
  /// @param nanos what the clock says now
  BlockStore(long limitBytes, long idleNanos, long nanos) {
    this.limitBytes = limitBytes;
    this.idleNanos = idleNanos;
    this.roundBeganAt = nanos;
    this.mostBytesOfAStripe = Math.min(limitBytes, MOST_BYTES_OF_A_STRIPE);
    this.stripes = new Stripes(mostBytesOfAStripe);
  }

  long limitBytes() {
    return limitBytes;
  }

  /// Returns a block without waiting; nothing if there is none close by, or if it is time to look
  /// after the pool.
  @Nullable Block takeNow(int sizeClass) {
    Stripe stripe = stripes.lockOne();
    try {
      return stripe.rent(sizeClass);
    } finally {
      stripe.unlock();
    }
  }

  /// Returns a used block, or nothing after counting one that the caller asks the system for now,
  /// and reports if it gets none.
  ///
  /// @throws MemoryLimitException if it does not fit
  /// @throws IllegalStateException if the pool was closed
  @Nullable Block takeOrReserve(Shape shape, int sizeClass) {
    Block cached = takeCached(sizeClass);
    if (cached != null) {
      return cached;
    }
    while (true) {
      lock.lock();
      try {
        requireOpen();
        Block used = takeUsed(sizeClass);
        if (used != null || reserve(sizeClass)) {
          return used;
        }
        requireRoom(shape, SizeClass.bytesOf(sizeClass));
      } finally {
        lock.unlock();
      }
      Stripe.giveWay(); // there is room, in the hands of a thread that is about to put it down
    }
  }

  /// Takes a block of the depot, or else of any stripe.
  private @Nullable Block takeUsed(int sizeClass) {
    Block cached = takeCached(sizeClass);
    if (cached != null) {
      return cached;
    }
    List<Block> found = new ArrayList<>();
    int most = refill(sizeClass);
    stripes.each(stripe -> stripe.free().move(sizeClass, most - found.size(), found));
    return found.isEmpty() ? null : keepAllButOne(found);
  }

  /// Takes a block of a stripe or of the depot, and some more of that into the stripe.
  private @Nullable Block takeCached(int sizeClass) {
    Stripe stripe = stripes.lockOne();
    try {
      stripe.lookedAfter();
      Block cached = stripe.rentAnyway(sizeClass);
      return cached == null ? refilled(stripe, sizeClass) : cached;
    } finally {
      stripe.unlock();
    }
  }

  private @Nullable Block refilled(Stripe stripe, int sizeClass) {
    depot.lock();
    try {
      Block block = depot.refill(stripe, sizeClass, refill(sizeClass));
      if (block != null) {
        stripe.account().hit(sizeClass);
      }
      return block;
    } finally {
      depot.unlock();
    }
  }

  private int refill(int sizeClass) {
    long most = mostBytesOfAStripe / REFILLS_OF_A_STRIPE / SizeClass.bytesOf(sizeClass);
    return Math.clamp(most, 1, MOST_OF_A_REFILL);
  }

  /// Puts blocks into a stripe, and counts and returns one.
  private Block keepAllButOne(List<Block> blocks) {
    Stripe stripe = stripes.lockOne();
    try {
      Block rented = blocks.removeLast();
      stripe.account().hit(rented.sizeClass());
      depot.lock();
      try {
        for (Block block : blocks) {
          if (!stripe.keep(block)) {
            depot.add(block);
          }
        }
      } finally {
        depot.unlock();
      }
      return rented;
    } finally {
      stripe.unlock();
    }
  }

  /// Counts memory that is asked for, if there is room beside what is free after all of that was
  /// given back that had to be; tells whether there is.
  private boolean reserve(int sizeClass) {
    long bytes = SizeClass.bytesOf(sizeClass);
    if (bytes > limitBytes) {
      return false;
    }
    free(heldBytes + bytes - limitBytes);
    if (heldBytes + bytes > limitBytes) {
      return false;
    }
    heldBytes += bytes;
    peakHeldBytes = Math.max(peakHeldBytes, heldBytes);
    Stripe stripe = stripes.lockOne();
    try {
      stripe.account().miss(sizeClass);
    } finally {
      stripe.unlock();
    }
    return true;
  }

  private void requireRoom(Shape shape, long bytes) {
    PoolAccount now = total();
    if (bytes > limitBytes - now.liveBytes()) {
      throw new MemoryLimitException(
          String.format(
              Locale.ROOT,
              "a tensor of shape %s does not fit: it takes %,d bytes, and %,d of the pool's limit"
                  + " of %,d bytes are in use by %d tensors; close some, or raise the limit",
              shape,
              bytes,
              now.liveBytes(),
              limitBytes,
              now.outstanding()),
          bytes,
          limitBytes);
    }
  }

  private PoolAccount total() {
    PoolAccount total = new PoolAccount();
    stripes.eachAtOnce(stripe -> total.add(stripe.account()));
    return total;
  }

  /// The system had none of the memory that was counted.
  void failed(int sizeClass) {
    lock.lock();
    try {
      heldBytes -= SizeClass.bytesOf(sizeClass);
      Stripe stripe = stripes.lockOne();
      try {
        stripe.account().failed(sizeClass);
      } finally {
        stripe.unlock();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes the block of a tensor back that was closed.
  void giveBack(Block block) {
    boolean kept;
    Stripe stripe = stripes.lockOne();
    try {
      kept = stripe.giveBack(block);
    } finally {
      stripe.unlock();
    }
    if (!kept) {
      store(block);
    }
  }

  /// Takes back blocks as long as there are any, many under one lock.
  ///
  /// @param blocks gives the next one, or nothing if there is none
  void giveBackAll(Supplier<@Nullable Block> blocks) {
    Block left;
    do {
      left = giveBackSome(blocks);
      if (left != null) {
        store(left);
      }
    } while (left != null);
  }

  /// Takes back blocks until there is none, or no room for the one that is returned.
  private @Nullable Block giveBackSome(Supplier<@Nullable Block> blocks) {
    Stripe stripe = stripes.lockOne();
    try {
      Block block = blocks.get();
      while (block != null && stripe.giveBack(block)) {
        block = blocks.get();
      }
      return block;
    } finally {
      stripe.unlock();
    }
  }

  /// Takes a block that a stripe had no room for.
  private void store(Block block) {
    if (!depotTakes(block)) {
      lock.lock();
      try {
        free(List.of(block));
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean depotTakes(Block block) {
    Stripe stripe = stripes.lockOne();
    try {
      depot.lock();
      try {
        return depot.take(block, stripe);
      } finally {
        depot.unlock();
      }
    } finally {
      stripe.unlock();
    }
  }

  /// Gives blocks of at least so many bytes together back to the system, or all that there are,
  /// those of the depot first. Returns how many bytes they had.
  private long free(long atLeastBytes) {
    List<Block> chosen = new ArrayList<>();
    long before = heldBytes;
    ofDepot(free -> free.moveLargest(atLeastBytes, chosen));
    free(chosen);
    stripes.each(stripe -> {
      List<Block> more = new ArrayList<>();
      stripe.free().moveLargest(atLeastBytes - (before - heldBytes), more);
      free(more);
    });
    return before - heldBytes;
  }

  private void ofDepot(Consumer<Depot> action) {
    depot.lock();
    try {
      action.accept(depot);
    } finally {
      depot.unlock();
    }
  }

  private void free(List<Block> blocks) {
    for (Block block : blocks) {
      block.free();
      heldBytes -= block.bytes();
    }
  }

  /// Gives everything back that waits. Returns how many bytes that were.
  long trim() {
    lock.lock();
    try {
      return free(Long.MAX_VALUE);
    } finally {
      lock.unlock();
    }
  }

  /// Gives back what nobody used in a whole round, if a round is over: so what lies unused for the
  /// idle time goes before it has done so twice as long.
  void giveBackIdle(long nanos) {
    if (nanos - roundBeganAt < idleNanos || !lock.tryLock()) {
      return;
    }
    try {
      roundBeganAt = nanos;
      List<Block> idle = new ArrayList<>();
      ofDepot(free -> free.moveIdle(idle));
      stripes.each(stripe -> stripe.free().moveIdle(idle));
      free(idle);
    } finally {
      lock.unlock();
    }
  }

  /// Refuses rents from now on, and gives everything back. Returns how many blocks are rented; -1
  /// if it was closed before.
  long close() {
    lock.lock();
    try {
      if (closed) {
        return -1;
      }
      closed = true;
      stripes.each(Stripe::close);
      ofDepot(Depot::close);
      free(Long.MAX_VALUE);
      return total().outstanding();
    } finally {
      lock.unlock();
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the pool was closed");
    }
  }

  PoolStatistics statistics(long doubleCloses) {
    lock.lock();
    try {
      return total().reading(lastReset, doubleCloses, heldBytes, peakHeldBytes, limitBytes);
    } finally {
      lock.unlock();
    }
  }

  List<SizeClassStatistics> bySizeClass() {
    lock.lock();
    try {
      return total().bySizeClass(lastReset);
    } finally {
      lock.unlock();
    }
  }

  /// Counts from here on.
  void reset() {
    lock.lock();
    try {
      PoolAccount now = new PoolAccount();
      stripes.eachAtOnce(stripe -> {
        stripe.account().resetPeak();
        now.add(stripe.account());
      });
      lastReset = now;
      peakHeldBytes = heldBytes;
    } finally {
      lock.unlock();
    }
  }
}
