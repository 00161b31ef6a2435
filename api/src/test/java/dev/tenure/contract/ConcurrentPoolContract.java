package dev.tenure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The contract of `TensorPool` towards several threads.
public abstract class ConcurrentPoolContract extends PoolTest {
  private static final int THREADS = 8;

  /// Called by subclasses.
  protected ConcurrentPoolContract() {}

  /// Runs the work with the numbers from 0 on all threads at once, until all are done.
  private static void together(int threads, Work work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      tasks.add(() -> {
        start.await();
        work.run(number);
        return null;
      });
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Void> done : executor.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      executor.shutdown();
    }
  }

  /// What one of several threads does.
  private interface Work {
    void run(int number) throws Exception;
  }

  @Test
  void aTensorMayBeClosedByAnotherThread() throws Exception {
    PooledTensor tensor = pool.rent(Shape.of(4));
    together(1, number -> tensor.close());
    assertThat(tensor.isOpen()).isFalse();
    assertThat(pool.statistics().returns()).isEqualTo(1);
    assertThat(pool.statistics().doubleCloses()).isZero();
  }

  @Test
  void ofTwoClosesAtOnceExactlyOneReturnsTheMemory() throws Exception {
    int tensors = 2_000;
    List<PooledTensor> rented = new ArrayList<>();
    for (int i = 0; i < tensors; i++) {
      rented.add(pool.rent(Shape.of(4)));
    }
    AtomicInteger arrivals = new AtomicInteger();
    together(
        2,
        number -> {
          for (int i = 0; i < tensors; i++) {
            arrivals.incrementAndGet();
            while (arrivals.get() < 2 * (i + 1)) {
              Thread.onSpinWait();
            }
            rented.get(i).close();
          }
        });
    PoolStatistics now = pool.statistics();
    assertThat(now.returns()).isEqualTo(tensors);
    assertThat(now.doubleCloses()).isEqualTo(tensors);
    assertThat(now.outstanding()).isZero();
    assertThat(now.liveBytes()).isZero();
  }

  @Test
  void manyThreadsNeverShareMemory() throws Exception {
    together(THREADS, this::rentFillAndVerify);
    PoolStatistics now = pool.statistics();
    assertThat(now.outstanding()).isZero();
    assertThat(now.liveBytes()).isZero();
    assertThat(now.rents()).isEqualTo(now.returns()).isEqualTo(now.hits() + now.misses());
    assertThat(now.doubleCloses()).isZero();
  }

  /// Holds a few tensors at any time, each filled with a number of its own.
  private void rentFillAndVerify(int number) {
    SplittableRandom random = new SplittableRandom(number);
    PooledTensor[] held = new PooledTensor[8];
    float[] marks = new float[held.length];
    for (int turn = 0; turn < 2_000; turn++) {
      int slot = turn % held.length;
      verifyAndClose(held[slot], marks[slot]);
      held[slot] = pool.rent(Shape.of(1 + random.nextInt(600)));
      assertThat(held[slot].toArray()).containsOnly(0);
      marks[slot] = number * 10_000 + turn + 1;
      held[slot].fill(marks[slot]);
    }
    for (int slot = 0; slot < held.length; slot++) {
      verifyAndClose(held[slot], marks[slot]);
    }
  }

  private static void verifyAndClose(PooledTensor tensor, float mark) {
    if (tensor != null) {
      assertThat(tensor.toArray()).containsOnly(mark);
      tensor.close();
    }
  }

  @Test
  void everyReadingIsConsistentAndUnderTheLimitWhileThreadsFightForMemory() throws Exception {
    together(
        THREADS,
        number -> {
          SplittableRandom random = new SplittableRandom(number);
          for (int turn = 0; turn < 500; turn++) {
            rentIfThereIsRoom(Shape.of(1024 + random.nextInt(80_000)));
            assertConsistent(pool.statistics());
          }
        });
    assertThat(pool.statistics().outstanding()).isZero();
  }

  private void rentIfThereIsRoom(Shape shape) {
    try (PooledTensor tensor = pool.rentUninitialized(shape)) {
      tensor.set(0, 1);
    } catch (MemoryLimitException full) {
      assertThat(full.limitBytes()).isEqualTo(LIMIT);
    }
  }

  private static void assertConsistent(PoolStatistics now) {
    assertThat(now.liveBytes() + now.pooledBytes()).isLessThanOrEqualTo(LIMIT);
    assertThat(now.outstanding()).isEqualTo(now.rents() - now.returns());
    assertThat(now.rents()).isEqualTo(now.hits() + now.misses());
    assertThat(now.peakBytes()).isBetween(now.liveBytes(), LIMIT);
  }

  @Test
  void aPoolClosedWhileThreadsRentHoldsNothingInTheEnd() throws Exception {
    together(
        THREADS,
        number -> {
          for (int turn = 0; turn < 500; turn++) {
            if (number == 0 && turn == 100) {
              pool.close();
            }
            try (PooledTensor tensor = pool.rent(Shape.of(64))) {
              tensor.fill(1);
            } catch (IllegalStateException closed) {
              return;
            }
          }
        });
    pool.close();
    assertThat(pool.statistics().outstanding()).isZero();
    assertThat(pool.statistics().liveBytes() + pool.statistics().pooledBytes()).isZero();
  }
}
