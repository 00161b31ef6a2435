package dev.tenure.engine.memory;

import java.util.function.Consumer;

/// Spreads the threads over stripes.
///
/// Each thread prefers the stripe that its number chooses. While another thread uses that one, it
/// takes the next: a rent or return never waits. Since stripes belong to no thread, the end of a
/// thread leaves nothing behind, and virtual threads are like others.
final class Stripes {
  private static final int MOST_STRIPES = 64;

  /// More than processors, since two threads on one stripe wait for each other's cache line.
  private static final int STRIPES_PER_PROCESSOR = 4;

  private final Stripe[] stripes;

  /// @param mostBytes how many bytes of free blocks each keeps
  Stripes(long mostBytes) {
    int wanted = STRIPES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    int count = Integer.highestOneBit(Math.min(MOST_STRIPES, 2 * wanted - 1));
    stripes = new Stripe[count];
    for (int i = 0; i < count; i++) {
      stripes[i] = new Stripe(mostBytes);
    }
  }

  /// Returns a stripe for the current thread, locked.
  Stripe lockOne() {
    int first = (int) Thread.currentThread().threadId();
    Stripe preferred = stripes[first & (stripes.length - 1)];
    return preferred.tryLock() ? preferred : lockAnother(first);
  }

  private Stripe lockAnother(int first) {
    for (int i = first + 1; ; i++) {
      Stripe stripe = stripes[i & (stripes.length - 1)];
      if (stripe.tryLock()) {
        return stripe;
      }
      if (i % stripes.length == 0) {
        Stripe.giveWay();
      }
    }
  }

  /// Does something to each stripe while it is locked.
  void each(Consumer<Stripe> action) {
    for (Stripe stripe : stripes) {
      stripe.lock();
      try {
        action.accept(stripe);
      } finally {
        stripe.unlock();
      }
    }
  }

  /// Does something to each stripe while all are locked, so that nothing happens in between.
  void eachAtOnce(Consumer<Stripe> action) {
    for (Stripe stripe : stripes) {
      stripe.lock();
    }
    try {
      for (Stripe stripe : stripes) {
        action.accept(stripe);
      }
    } finally {
      for (Stripe stripe : stripes) {
        stripe.unlock();
      }
    }
  }
}
