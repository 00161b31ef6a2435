package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
  private static final int CALLS = 3_000;

  /// Longer than a helper looks for work before it sleeps.
  private static final long PAUSE_NANOS = 1_000_000;

  /// Adds the call's number to a place of its own for each part.
  private static final class Adding extends Job {
    final AtomicIntegerArray sums = new AtomicIntegerArray(32);
    int call;

    @Override
    void run(int part, Scratch scratch) {
      sums.getAndAdd(part, call);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyPartOfEveryCallRunsOnceBeforeTheCallReturns(int threads) {
    Adding job = new Adding();
    int[] expected = new int[32];
    try (Workers workers = Workers.of(threads)) {
      for (int call = 1; call <= CALLS; call++) {
        int parts = call % 33;
        job.call = call;
        run(workers, job, parts);
        for (int part = 0; part < parts; part++) {
          expected[part] += call;
          assertThat(job.sums.get(part)).isEqualTo(expected[part]);
        }
      }
    }
  }

  @Test
  void helpersThatFellAsleepAreWoken() {
    Adding job = new Adding();
    job.call = 1;
    try (Workers workers = Workers.of(3)) {
      for (int call = 0; call < 20; call++) {
        LockSupport.parkNanos(PAUSE_NANOS);
        run(workers, job, 32);
      }
    }
    assertThat(job.sums.get(31)).isEqualTo(20);
  }

  @Test
  void aFailedPartFailsTheCallAndTheNextCallRuns() {
    Job failing =
        new Job() {
          @Override
          void run(int part, Scratch scratch) {
            throw new IllegalArgumentException("part " + part);
          }
        };
    Adding job = new Adding();
    job.call = 1;
    try (Workers workers = Workers.of(2)) {
      assertThatThrownBy(() -> run(workers, failing, 4)).isInstanceOf(IllegalStateException.class);
      run(workers, job, 4);
    }
    assertThat(job.sums.get(3)).isEqualTo(1);
  }

  private static void run(Workers workers, Job job, int parts) {
    workers.enter();
    try {
      workers.run(job, parts);
    } finally {
      workers.exit();
    }
  }

  @Test
  void aTeamHasTheCallerAndItsHelpers() {
    try (Workers workers = Workers.of(3)) {
      assertThat(workers.threads()).isEqualTo(3);
    }
    assertThatThrownBy(() -> Workers.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a team of 0 threads");
  }

  @Test
  @SuppressWarnings("DoubleClose") // that closing twice does nothing is what is tested
  void aClosedTeamRefusesCallsAndClosesOnce() {
    Workers workers = Workers.of(2);
    workers.close();

    assertThatCode(workers::close).doesNotThrowAnyException();
    assertThatThrownBy(workers::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these workers were closed");
  }
}
