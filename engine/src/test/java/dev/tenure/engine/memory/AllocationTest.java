package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.PoolOptions;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A rent allocates its handle, which is never used again, and nothing else.
class AllocationTest {
  private static final int HANDLE_BYTES = 40;
  private static final int CALLS = 100_000;
  private static final int ROUNDS = 50;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long allocatedBytes(NativeTensorPool pool, Shape shape) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      try (PooledTensor tensor = pool.rentUninitialized(shape)) {
        tensor.set(0, i);
      }
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "SAMPLED"})
  void aRentAllocatesItsHandleAndASampledLeaseNowAndThen(LeakDetection detection) {
    PoolOptions options = PoolOptions.withLimit(1 << 20).withLeakDetection(detection);
    try (NativeTensorPool pool = NativeTensorPool.open(options)) {
      long best = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && best > HANDLE_BYTES * (long) CALLS * 11 / 10; round++) {
        best = Math.min(best, allocatedBytes(pool, Shape.of(1024)));
      }
      assertThat(best).isLessThanOrEqualTo(HANDLE_BYTES * (long) CALLS * 11 / 10);
    }
  }
}
