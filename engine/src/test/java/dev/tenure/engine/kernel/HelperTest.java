package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HelperTest {
  private static final long PAUSE_NANOS = 5_000_000;

  private final SharedJob shared = new SharedJob();
  private final Helper helper = new Helper(shared, new Scratch(Arena.ofAuto()), "helper");

  private static final class Counting extends Job {
    final CountDownLatch parts;

    Counting(int parts) {
      this.parts = new CountDownLatch(parts);
    }

    @Override
    void run(int part, Scratch scratch) {
      parts.countDown();
    }
  }

  @Test
  void itTakesPartsWhetherItSleepsOrNot() throws InterruptedException {
    helper.start();
    for (int i = 0; i < 10; i++) {
      Counting job = new Counting(3);
      shared.offer(job, 3);
      helper.wake();
      assertThat(job.parts.await(30, TimeUnit.SECONDS)).isTrue();
      awaitDone();
      LockSupport.parkNanos(i % 2 * PAUSE_NANOS);
    }
    helper.stop();
  }

  private void awaitDone() {
    while (!shared.isDone()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void itStopsWhileItLooksForWorkAndWhileItSleeps() {
    helper.start();
    helper.stop();
    Helper sleeping = new Helper(shared, new Scratch(Arena.ofAuto()), "sleeping");
    sleeping.start();
    LockSupport.parkNanos(PAUSE_NANOS);
    sleeping.stop();
  }

  @Test
  void anInterruptWhileItStopsIsKept() {
    helper.start();
    Thread.currentThread().interrupt();
    helper.stop();

    assertThat(Thread.interrupted()).isTrue();
  }
}
