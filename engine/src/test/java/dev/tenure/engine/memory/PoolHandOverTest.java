package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.annotations.Pooled;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.PoolStrictness;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All at once: mixed sizes, returns by other threads, a limit that is reached, trims, blocks that
/// count as idle at once, and readings.
class PoolHandOverTest {
  private static final long LIMIT = 1 << 20;
  private static final int THREADS = 6;
  private static final int TURNS = 500;

  /// Tensors on their way from one thread to another; each was filled with its number.
  private final ConcurrentLinkedQueue<Handed> handed = new ConcurrentLinkedQueue<>();

  private static final class Handed implements AutoCloseable {
    @Pooled private final PooledTensor tensor;
    private final float mark;

    Handed(@Pooled PooledTensor tensor, float mark) {
      this.tensor = tensor;
      this.mark = mark;
    }

    void fill() {
      tensor.fill(mark);
    }

    void verify() {
      assertThat(tensor.toArray()).containsOnly(mark);
    }

    @Override
    public void close() {
      tensor.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostSharedOrBeyondTheLimit(PoolStrictness strictness) throws Exception {
    PoolOptions options =
        PoolOptions.withLimit(LIMIT).withStrictness(strictness).withIdleTime(Duration.ofNanos(1));
    try (NativeTensorPool pool = NativeTensorPool.open(options)) {
      runThreads(pool);
      for (Handed next = handed.poll(); next != null; next = handed.poll()) {
        verifyAndClose(next);
      }
      PoolStatistics end = pool.statistics();
      assertThat(end.outstanding()).isZero();
      assertThat(end.liveBytes()).isZero();
      assertThat(end.doubleCloses()).isZero();
      assertThat(pool.trim()).isEqualTo(end.pooledBytes());
      assertThat(pool.statistics().pooledBytes()).isZero();
    }
  }

  private void runThreads(NativeTensorPool pool) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (Future<?> done :
          IntStream.range(0, THREADS)
              .mapToObj(number -> executor.submit(() -> takeTurns(pool, number)))
              .toList()) {
        done.get();
      }
    }
  }

  private void takeTurns(NativeTensorPool pool, int number) {
    SplittableRandom random = new SplittableRandom(number);
    for (int turn = 0; turn < TURNS; turn++) {
      rentAndHandOn(
          pool, Shape.of(1 + random.nextInt(1 << random.nextInt(18))), number * TURNS + turn);
      Handed other = handed.size() > THREADS ? handed.poll() : null;
      if (other != null) {
        verifyAndClose(other);
      }
      if (random.nextInt(100) == 0) {
        assertConsistent(pool.statistics());
        pool.trim();
      }
    }
  }

  private void rentAndHandOn(NativeTensorPool pool, Shape shape, float mark) {
    try {
      Handed next = new Handed(pool.rentUninitialized(shape), mark);
      next.fill();
      handed.add(next);
    } catch (MemoryLimitException full) {
      assertThat(full.limitBytes()).isEqualTo(LIMIT);
    }
  }

  private static void verifyAndClose(Handed handed) {
    try (handed) {
      handed.verify();
    }
  }

  private static void assertConsistent(PoolStatistics now) {
    assertThat(now.liveBytes() + now.pooledBytes()).isLessThanOrEqualTo(LIMIT);
    assertThat(now.outstanding()).isEqualTo(now.rents() - now.returns());
    assertThat(now.peakBytes()).isBetween(now.liveBytes(), LIMIT);
  }
}
