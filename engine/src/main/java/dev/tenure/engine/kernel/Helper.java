package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import java.util.concurrent.locks.LockSupport;

/// A thread that takes parts of its team's jobs until it is stopped.
///
/// It looks for work for a while before it sleeps, because waking a thread takes longer than many a
/// kernel runs.
final class Helper {
  /// How often it looks: some 100 microseconds, longer than the time between two kernels of a
  /// model.
  private static final int SPINS = 5_000;

  private final SharedJob shared;
  private final Scratch scratch;
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean stopped;

  Helper(SharedJob shared, Scratch scratch, String name) {
    this.shared = shared;
    this.scratch = scratch;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /// Tells it that parts are open. Nothing happens if it is awake.
  @NoAllocation
  void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /// Ends the thread, and returns when it has ended.
  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!stopped) {
      awaitParts();
      shared.takeParts(scratch);
    }
  }

  private void awaitParts() {
    for (int spins = 0; !shared.hasOpenParts(); spins++) {
      if (stopped) {
        return;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        sleep();
      }
    }
  }

  /// It says that it sleeps before it looks for the last time, so that whoever offers parts either
  /// is seen or sees it sleep.
  private void sleep() {
    asleep = true;
    if (!shared.hasOpenParts() && !stopped) {
      LockSupport.park(this);
    }
    asleep = false;
  }
}
