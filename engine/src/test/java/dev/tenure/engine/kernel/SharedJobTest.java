package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedJobTest {
  private final SharedJob shared = new SharedJob();
  private final Scratch scratch = new Scratch(Arena.ofAuto());

  /// Counts how often each part ran.
  private static final class Counting extends Job {
    final AtomicIntegerArray runs;

    Counting(int parts) {
      runs = new AtomicIntegerArray(parts);
    }

    @Override
    void run(int part, Scratch memory) {
      runs.getAndIncrement(part);
    }

    void assertOnceEach() {
      for (int i = 0; i < runs.length(); i++) {
        assertThat(runs.get(i)).as("runs of part %d", i).isEqualTo(1);
      }
    }
  }

  @Test
  void beforeTheFirstOfferThereIsNothingToTake() {
    shared.takeParts(scratch);

    assertThat(shared.hasOpenParts()).isFalse();
    assertThat(shared.isDone()).isTrue();
  }

  @Test
  void eachPartRunsOnce() {
    Counting job = new Counting(7);
    shared.offer(job, 7);
    assertThat(shared.hasOpenParts()).isTrue();
    assertThat(shared.isDone()).isFalse();

    shared.takeParts(scratch);

    job.assertOnceEach();
    assertThat(shared.hasOpenParts()).isFalse();
    assertThat(shared.isDone()).isTrue();
  }

  @Test
  void aThreadThatTookNoPartIsNotWaitedFor() {
    Counting first = new Counting(2);
    shared.offer(first, 2);
    shared.takeParts(scratch);
    Counting second = new Counting(3);

    shared.offer(second, 3);
    shared.takeParts(scratch);

    first.assertOnceEach();
    second.assertOnceEach();
  }

  @Test
  void aJobIsNotDoneWhileAPartRuns() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Job job =
        new Job() {
          @Override
          void run(int part, Scratch memory) {
            begun.countDown();
            awaitUninterruptibly(goOn);
          }
        };
    shared.offer(job, 1);
    Thread other = Thread.ofPlatform().start(() -> shared.takeParts(scratch));
    begun.await();

    assertThat(shared.hasOpenParts()).isFalse();
    assertThat(shared.isDone()).isFalse();
    goOn.countDown();
    other.join();
    assertThat(shared.isDone()).isTrue();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailureIsThrownOnceAndTheOtherPartsRun() {
    Counting counting = new Counting(3);
    Job job =
        new Job() {
          @Override
          void run(int part, Scratch memory) {
            counting.run(part, memory);
            if (part == 1) {
              throw new IllegalArgumentException("part 1");
            }
          }
        };
    shared.offer(job, 3);
    shared.takeParts(scratch);

    counting.assertOnceEach();
    assertThat(shared.isDone()).isTrue();
    assertThatThrownBy(shared::rethrowFailure)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("part 1");
    assertThatCode(shared::rethrowFailure).doesNotThrowAnyException();
  }
}
