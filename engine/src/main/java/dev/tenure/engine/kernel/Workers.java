package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

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
  /// How often the caller looks whether the others are done before it sleeps, and how long then: if
  /// a helper is not running, other programs have its processor, and it can have the caller's.
  private static final int SPINS = 5_000;

  private static final long SLEEP_NANOS = 20_000;

  /// How many parts a thread gets, so that one that is interrupted leaves its share to the others.
  private static final int PARTS_PER_THREAD = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final SharedJob job = new SharedJob();
  private final Helper[] helpers;
  private final Arena arena = Arena.ofShared();
  private final Scratch own = new Scratch(arena);
  private final Scratch shared = new Scratch(arena);
  private final Scratch quantized = new Scratch(arena);
  private boolean closed;

  final PackingJob packing = new PackingJob();
  final LinearJob linear = new LinearJob();
  final ProductJob product = new ProductJob();
  final AttentionJob attention = new AttentionJob();

  private Workers(int count) {
    helpers = new Helper[count - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(job, new Scratch(arena), "tenure-kernel-" + (i + 1));
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
    for (Helper helper : workers.helpers) {
      helper.start();
    }
    return workers;
  }

  /// Returns the number of threads, the caller among them.
  ///
  /// @return 1 or more
  @NoAllocation
  public int threads() {
    return helpers.length + 1;
  }

  /// Returns into how many parts long work is cut, which is several for each thread.
  @NoAllocation
  int parts() {
    return helpers.length == 0 ? 1 : threads() * PARTS_PER_THREAD;
  }

  /// Begins a kernel: waits for its turn.
  ///
  /// @throws IllegalStateException if the team was closed
  @NoAllocation
  void enter() {
    lock.lock();
    if (closed) {
      lock.unlock();
      throw new IllegalStateException("these workers were closed");
    }
  }

  /// Begins a kernel if nobody else's is under way.
  ///
  /// @return whether it did; then [#exit] follows
  @NoAllocation
  boolean tryEnter() {
    return lock.tryLock();
  }

  @NoAllocation
  void exit() {
    lock.unlock();
  }

  /// Runs all parts of a job and returns when they are done. Called between [#enter] and [#exit].
  ///
  /// @throws IllegalStateException if a part failed; its cause says why
  @NoAllocation
  void run(Job work, int count) {
    if (count <= 1 || helpers.length == 0) {
      for (int part = 0; part < count; part++) {
        work.run(part, own);
      }
      return;
    }
    job.offer(work, count);
    for (Helper helper : helpers) {
      helper.wake();
    }
    job.takeParts(own);
    awaitOthers();
    job.rethrowFailure();
  }

  private void awaitOthers() {
    for (int spins = 0; !job.isDone(); spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, SLEEP_NANOS);
      }
    }
  }

  /// Memory that the caller fills and all threads read.
  @NoAllocation
  Scratch shared() {
    return shared;
  }

  /// The same for quantised rows, which layers of other formats may need beside packed ones.
  @NoAllocation
  Scratch quantized() {
    return quantized;
  }

  /// Ends the threads and gives their memory back. Closing twice does nothing.
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      for (Helper helper : helpers) {
        helper.stop();
      }
      arena.close();
    } finally {
      lock.unlock();
    }
  }
}
