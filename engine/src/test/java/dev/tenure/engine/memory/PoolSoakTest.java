package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.annotations.Pooled;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Threads that rent tensors of any size, write a pattern of their own, hand some to each other and
/// close them, under a limit that refuses some of the rents.
class PoolSoakTest {
  private static final int THREADS = 4;
  private static final int STEPS = 4_000;
  private static final int LARGEST = 20_000;

  /// Some of the tensors that are alive together do not fit.
  private static final long LIMIT_BYTES = 1 << 19;

  /// A tensor on its way to the thread that closes it.
  ///
  /// @param tensor who takes it closes it
  /// @param pattern what its elements are
  private record Parcel(@Pooled PooledTensor tensor, float pattern) {
    /// Fails if anybody else wrote to the tensor, and closes it.
    void finish() {
      try (PooledTensor closed = tensor) {
        requirePattern(closed, pattern);
      }
    }
  }

  @Test
  void nothingIsHandedOutTwiceAndNothingIsLeft() throws Exception {
    NativeTensorPool pool = NativeTensorPool.open(LIMIT_BYTES);
    BlockingQueue<Parcel> parcels = new ArrayBlockingQueue<>(8);
    AtomicBoolean running = new AtomicBoolean(true);
    long refused = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1)) {
      Future<Long> samples = threads.submit(() -> sample(pool, running));
      List<Future<Long>> work = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        work.add(threads.submit(() -> work(pool, parcels, number)));
      }
      try {
        for (Future<Long> part : work) {
          refused += part.get();
        }
      } finally {
        running.set(false);
      }
      assertThat(samples.get()).isPositive();
    }
    parcels.forEach(Parcel::finish);

    PoolStatistics statistics = pool.statistics();
    assertThat(refused).as("rents that the limit refused").isPositive();
    assertThat(statistics.outstanding()).isZero();
    assertThat(statistics.liveBytes()).isZero();
    assertThat(statistics.rents()).isEqualTo(statistics.returns());
    assertThat(statistics.peakBytes()).isLessThanOrEqualTo(LIMIT_BYTES);
    assertThat(statistics.doubleCloses()).isZero();
    pool.close();
  }

  /// Looks at the pool for as long as the others work; returns how often.
  private static long sample(TensorPool pool, AtomicBoolean running) {
    long samples = 0;
    while (running.get() || samples == 0) {
      PoolStatistics now = pool.statistics();
      assertThat(now.liveBytes()).isBetween(0L, LIMIT_BYTES);
      assertThat(now.peakBytes()).isLessThanOrEqualTo(LIMIT_BYTES);
      assertThat(now.outstanding()).isNotNegative();
      samples++;
      LockSupport.parkNanos(50_000);
    }
    return samples;
  }

  /// Returns how many rents were refused.
  private static long work(TensorPool pool, BlockingQueue<Parcel> parcels, int thread) {
    Random random = new Random(thread);
    long refused = 0;
    for (int step = 0; step < STEPS; step++) {
      float pattern = thread * STEPS + step + 1f; // exact, and no two are the same
      try {
        if (step % 4 == 0) {
          inScope(pool, random, pattern);
        } else {
          send(pool, random, pattern, parcels);
        }
      } catch (MemoryLimitException e) {
        refused++;
      } catch (InjectedException e) {
        assertThat(e).hasMessage("between two rents");
      }
      if (random.nextBoolean()) {
        finishOne(parcels);
      }
      if (step % 1_000 == 0) {
        pool.trim();
      }
    }
    return refused;
  }

  private static void finishOne(BlockingQueue<Parcel> parcels) {
    Parcel parcel = parcels.poll();
    if (parcel != null) {
      parcel.finish();
    }
  }

  /// Rents a tensor that some thread closes later, or this one if no other can take it.
  private static void send(
      TensorPool pool, Random random, float pattern, BlockingQueue<Parcel> parcels) {
    PooledTensor tensor = pool.rentUninitialized(Shape.of(1 + random.nextInt(LARGEST)));
    tensor.fill(pattern);
    Parcel parcel = new Parcel(tensor, pattern);
    if (!parcels.offer(parcel)) {
      parcel.finish();
    }
  }

  /// Rents several tensors, and fails between them now and then.
  private static void inScope(TensorPool pool, Random random, float pattern) {
    try (TensorScope scope = pool.openScope()) {
      List<PooledTensor> rented = new ArrayList<>();
      for (int rent = 0; rent < 4; rent++) {
        if (random.nextInt(10) == 0) {
          throw new InjectedException();
        }
        PooledTensor tensor = scope.rent(Shape.of(1 + random.nextInt(LARGEST)));
        requirePattern(tensor, 0);
        tensor.fill(pattern);
        rented.add(tensor);
      }
      for (PooledTensor tensor : rented) {
        requirePattern(tensor, pattern);
      }
    }
  }

  private static void requirePattern(PooledTensor tensor, float pattern) {
    long last = tensor.shape().elementCount() - 1;
    for (long i = 0; i <= last; i += Math.max(1, Math.min(61, last - i))) {
      if (tensor.get(i) != pattern) {
        throw new AssertionError(
            "element %d of %s is %s, not %s: its memory was handed out twice"
                .formatted(i, tensor, tensor.get(i), pattern));
      }
    }
  }

  /// What a computation may throw between two rents.
  private static final class InjectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InjectedException() {
      super("between two rents");
    }
  }

  @Test
  void aFailureAtAnyRentOfAScopeLeavesNothing() {
    for (int fits = 1; fits <= 8; fits++) {
      try (TensorPool pool = NativeTensorPool.open(256L * fits)) {
        int rented = rentUntilRefused(pool);

        assertThat(rented).isEqualTo(fits);
        assertThat(pool.statistics().outstanding()).isZero();
        assertThat(pool.statistics().liveBytes()).isZero();
      }
    }
  }

  private static int rentUntilRefused(TensorPool pool) {
    int rented = 0;
    try (TensorScope scope = pool.openScope()) {
      for (; rented < 100; rented++) {
        scope.rent(Shape.of(64));
      }
    } catch (MemoryLimitException e) {
      assertThat(e.requestedBytes()).isEqualTo(256);
    }
    return rented;
  }
}
