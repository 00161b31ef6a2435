package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A team of threads that runs kernels: a fixed number of them, of which the caller is one, with
/// the memory that the kernels work in.
///
/// A kernel cuts its work into parts, which the threads take one after the other. No part writes
/// what another reads, and a sum is never split between parts, so results do not depend on which
/// thread did what. A call allocates nothing: arguments are handed over in objects that the team
/// keeps.
///
/// Calls from several threads take turns. A session of inference has a team of its own, or shares
/// one.
public final class Workers implements AutoCloseable {
  /// How often a thread looks for work before it sleeps: some 20 microseconds, the time between two
  /// kernels of a model.
  private static final int SPINS = 2_000;

  private static final int STOPPED = -1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Thread[] threads;
  private final AtomicInteger nextPart = new AtomicInteger();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final Arena arena = Arena.ofShared();
  private final Scratch[] scratch;
  private final Scratch shared = new Scratch(arena);

  /// Counts calls; a change tells the threads that there is work.
  private volatile int call;

  private volatile @Nullable Throwable failure;
  private @Nullable Job job;
  private int parts;

  final PackingJob packing = new PackingJob();
  final LinearJob linear = new LinearJob();
  final ProductJob product = new ProductJob();
  final AttentionJob attention = new AttentionJob();

  private Workers(int count) {
    scratch = new Scratch[count];
    for (int i = 0; i < count; i++) {
      scratch[i] = new Scratch(arena);
    }
    threads = new Thread[count - 1];
    for (int i = 0; i < threads.length; i++) {
      int number = i + 1;
      threads[i] =
          Thread.ofPlatform()
              .daemon()
              .name("tenure-kernel-" + number)
              .unstarted(() -> work(number));
    }
  }

  /// Starts a team.
  ///
  /// @param threads how many threads run a kernel, the caller among them
  /// @return a team, which somebody closes
  /// @throws IllegalArgumentException if it is not positive
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a team of %d threads".formatted(threads));
    }
    Workers workers = new Workers(threads);
    for (Thread thread : workers.threads) {
      thread.start();
    }
    return workers;
  }

  /// Returns the number of threads, the caller among them.
  ///
  /// @return 1 or more
  @NoAllocation
  public int threads() {
    return scratch.length;
  }

  /// Begins a kernel: waits for its turn.
  ///
  /// @throws IllegalStateException if the team was closed
  @NoAllocation
  void enter() {
    lock.lock();
    if (call == STOPPED) {
      lock.unlock();
      throw new IllegalStateException("these workers were closed");
    }
  }

  @NoAllocation
  void exit() {
    lock.unlock();
  }

  /// Runs all parts of a job and returns when they are done. Called between [#enter] and [#exit].
  @NoAllocation
  void run(Job work, int count) {
    if (count <= 1 || threads.length == 0) {
      for (int part = 0; part < count; part++) {
        work.run(part, scratch[0]);
      }
      return;
    }
    job = work;
    parts = count;
    nextPart.setRelease(0);
    unfinished.set(threads.length);
    call = call == Integer.MAX_VALUE ? 1 : call + 1;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    try {
      takeParts(work, count, scratch[0]);
    } finally {
      // Also after a failure: the others still read the job.
      awaitOthers();
    }
    rethrowFailure();
  }

  @SuppressWarnings("ThreadPriorityCheck") // the others may be waiting for this very processor
  private void awaitOthers() {
    for (int spins = 0; unfinished.get() > 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /// Memory that the caller fills and all threads read.
  @NoAllocation
  Scratch shared() {
    return shared;
  }

  private void rethrowFailure() {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("a kernel failed on another thread", thrown);
    }
  }

  private void takeParts(Job work, int count, Scratch memory) {
    for (int part = nextPart.getAndIncrement(); part < count; part = nextPart.getAndIncrement()) {
      work.run(part, memory);
    }
  }

  /// What each thread but the caller does until the team is closed.
  private void work(int number) {
    int seen = 0;
    while (true) {
      seen = awaitCall(seen);
      if (seen == STOPPED) {
        return;
      }
      try {
        Job work = job;
        if (work != null) {
          takeParts(work, parts, scratch[number]);
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        unfinished.getAndDecrement();
      }
    }
  }

  private int awaitCall(int seen) {
    for (int spins = 0; call == seen; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    return call;
  }

  /// Ends the threads and gives their memory back. Closing twice does nothing.
  @Override
  public void close() {
    lock.lock();
    try {
      if (call == STOPPED) {
        return;
      }
      call = STOPPED;
      for (Thread thread : threads) {
        LockSupport.unpark(thread);
        join(thread);
      }
      arena.close();
    } finally {
      lock.unlock();
    }
  }

  private static void join(Thread thread) {
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
}
