package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.memory.BudgetExceededException;
import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.BudgetPolicy;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetPolicyTest {
  /// All that the budget has.
  private static final Shape ALL = Shape.of(256);

  private static final Duration LONG = Duration.ofDays(200_000);

  private final TensorPool memory = TensorPool.withLimit(1 << 20);
  private final MemoryBudget budget = MemoryBudget.root("root", BudgetLimits.hard(1024));

  @AfterEach
  void closeAll() {
    budget.close();
    memory.close();
  }

  private static Thread startAndAwaitWaiting(FutureTask<?> task) throws InterruptedException {
    Thread thread = new Thread(task, "renter");
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      Thread.sleep(1);
    }
    return thread;
  }

  @Test
  void aRentWaitsUntilAnotherTensorIsClosed() throws Exception {
    try (TensorPool pool = memory.under(budget, BudgetPolicy.waitAtMost(LONG))) {
      PooledTensor first = pool.rent(ALL);
      FutureTask<PooledTensor> second = new FutureTask<>(() -> pool.rent(ALL));
      startAndAwaitWaiting(second);
      assertThat(second.isDone()).isFalse();
      first.close();
      try (PooledTensor rented = second.get()) {
        assertThat(rented.toArray()).containsOnly(0);
      }
    }
  }

  @Test
  void atTheDeadlineTheRentIsRefused() {
    try (TensorPool pool = memory.under(budget, BudgetPolicy.waitAtMost(Duration.ofMillis(2)));
        PooledTensor held = pool.rent(ALL)) {
      assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(() -> pool.rent(ALL));
      assertThat(held.isOpen()).isTrue();
    }
  }

  @Test
  void whatCanNeverFitIsRefusedWithoutWaiting() {
    try (TensorPool pool = memory.under(budget, BudgetPolicy.waitAtMost(LONG))) {
      assertThatExceptionOfType(BudgetExceededException.class)
          .isThrownBy(() -> pool.rent(Shape.of(257)));
    }
  }

  @Test
  void anInterruptEndsTheWaitAndStaysSet() throws Exception {
    try (TensorPool pool = memory.under(budget, BudgetPolicy.waitAtMost(LONG));
        PooledTensor held = pool.rent(ALL)) {
      FutureTask<Boolean> second =
          new FutureTask<>(() -> {
            assertThatExceptionOfType(BudgetExceededException.class)
                .isThrownBy(() -> pool.rent(ALL));
            return Thread.currentThread().isInterrupted();
          });
      startAndAwaitWaiting(second).interrupt();
      assertThat(second.get()).isTrue();
      assertThat(held.isOpen()).isTrue();
    }
  }

  @Test
  void closingTheBudgetEndsTheWait() throws Exception {
    try (TensorPool pool = memory.under(budget, BudgetPolicy.waitAtMost(LONG));
        PooledTensor held = pool.rent(ALL)) {
      FutureTask<Object> second =
          new FutureTask<>(
              () -> assertThatIllegalStateException().isThrownBy(() -> pool.rent(ALL)));
      startAndAwaitWaiting(second);
      budget.close();
      assertThat(second.get()).isNotNull();
      assertThat(held.isOpen()).isTrue();
    }
  }

  @Test
  void theEvictorIsAskedUntilTheRentFits() {
    ArrayDeque<PooledTensor> cache = new ArrayDeque<>();
    BudgetPolicy evictOldest =
        BudgetPolicy.evict(refusal -> {
          PooledTensor oldest = cache.poll();
          if (oldest != null) {
            oldest.close();
          }
          return oldest != null;
        });
    try (TensorPool pool = memory.under(budget, evictOldest)) {
      for (int i = 0; i < 4; i++) {
        cache.add(pool.rent(Shape.of(64)));
      }
      try (PooledTensor large = pool.rent(Shape.of(128))) {
        assertThat(large.isOpen()).isTrue();
        assertThat(cache).hasSize(2);
        assertThatExceptionOfType(BudgetExceededException.class)
            .isThrownBy(() -> pool.rent(Shape.of(192)));
        assertThat(cache).isEmpty();
      }
    }
    assertThat(budget.usage().usedBytes()).isZero();
  }
}
