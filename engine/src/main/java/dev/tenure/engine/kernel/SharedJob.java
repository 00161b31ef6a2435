package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A job whose parts several threads take, each part once.
///
/// The number of parts that are left and a count of calls stand in one word, so that a thread takes
/// a part of the call that it saw, or none: a call is over when its parts are done, and waits for
/// nobody who came too late to take one. That matters where other programs have the processors.
final class SharedJob {
  private static final int CALL_BITS = 32;

  /// The count of calls above, the number of parts that nobody took below.
  private final AtomicLong open = new AtomicLong();

  private final AtomicInteger unfinished = new AtomicInteger();
  private volatile @Nullable Throwable failure;

  /// Written before parts are open, and not again before all of them are done.
  private @Nullable Job job;

  private int parts;

  /// Offers parts to all threads. The parts of the call before are done.
  @NoAllocation
  void offer(Job work, int count) {
    job = work;
    parts = count;
    unfinished.set(count);
    long call = (open.get() >>> CALL_BITS) + 1;
    open.set(call << CALL_BITS | count);
  }

  /// Returns whether there is a part that nobody took.
  @NoAllocation
  boolean hasOpenParts() {
    return (int) open.get() > 0;
  }

  /// Runs parts until none is left.
  @NoAllocation
  void takeParts(Scratch scratch) {
    for (int part = take(); part >= 0; part = take()) {
      runPart(part, scratch);
    }
  }

  private int take() {
    for (long seen = open.get(); (int) seen > 0; seen = open.get()) {
      if (open.compareAndSet(seen, seen - 1)) {
        return parts - (int) seen;
      }
    }
    return -1;
  }

  private void runPart(int part, Scratch scratch) {
    try {
      Job work = job;
      if (work != null) {
        work.run(part, scratch);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      unfinished.getAndDecrement();
    }
  }

  /// Returns whether all parts are done.
  @NoAllocation
  boolean isDone() {
    return unfinished.get() == 0;
  }

  /// Throws what a part threw.
  ///
  /// @throws IllegalStateException if a part failed; its cause says why
  @NoAllocation
  void rethrowFailure() {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("a part of a kernel failed", thrown);
    }
  }
}
