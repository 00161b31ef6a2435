package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.BudgetPolicy;
import dev.tenure.memory.BudgetUsage;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrentBudgetTest {
  private static final int THREADS = 8;
  private static final int TURNS = 1_500;

  private static void together(Work work) throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      tasks.add(() -> {
        work.run(number);
        return null;
      });
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Void> done : executor.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  /// What one of several threads does.
  private interface Work {
    void run(int number) throws Exception;
  }

  private static void assertWithin(MemoryBudget budget) {
    BudgetUsage now = budget.usage();
    assertThat(now.liveBytes()).isBetween(0L, now.usedBytes());
    assertThat(now.peakBytes()).isBetween(now.usedBytes(), now.limits().hardBytes());
  }

  @Test
  void liveBytesNeverPassAnyLimitInTheTree() throws Exception {
    try (TensorPool memory = TensorPool.withLimit(1 << 22);
        MemoryBudget process = MemoryBudget.root("process", BudgetLimits.hard(200_000));
        MemoryBudget left = process.openChild("left", BudgetLimits.hard(120_000));
        MemoryBudget right = process.reserve("right", 80_000)) {
      together(number -> {
        MemoryBudget session = number % 2 == 0 ? left : right;
        try (MemoryBudget request =
                session.openChild("request " + number, BudgetLimits.hard(50_000));
            TensorPool pool = memory.under(request)) {
          rentAtRandom(pool, number, List.of(request, left, right, process));
        }
      });
      for (MemoryBudget budget : List.of(left, right, process)) {
        assertThat(budget.usage().liveBytes()).isZero();
        assertThat(budget.usage().tensors()).isZero();
        assertThat(budget.largestHolders(1)).isEmpty();
      }
      assertThat(process.usage().usedBytes()).isEqualTo(80_000);
      assertThat(memory.statistics().outstanding()).isZero();
    }
  }

  private static void rentAtRandom(TensorPool pool, int number, List<MemoryBudget> budgets) {
    SplittableRandom random = new SplittableRandom(number);
    List<PooledTensor> held = new ArrayList<>();
    try {
      for (int turn = 0; turn < TURNS; turn++) {
        try {
          held.add(pool.rent(Shape.of(1 + random.nextInt(4_000))));
        } catch (MemoryLimitException full) {
          held.forEach(PooledTensor::close);
          held.clear();
        }
        budgets.forEach(ConcurrentBudgetTest::assertWithin);
      }
    } finally {
      held.forEach(PooledTensor::close);
    }
  }

  @Test
  void threadsThatWaitForEachOthersTensorsAllGetTheirs() throws Exception {
    try (TensorPool memory = TensorPool.withLimit(1 << 22);
        MemoryBudget process = MemoryBudget.root("process", BudgetLimits.hard(8_192));
        TensorPool pool = memory.under(process, BudgetPolicy.waitAtMost(Duration.ofMinutes(10)))) {
      together(number -> {
        for (int turn = 0; turn < 200; turn++) {
          try (PooledTensor tensor = pool.rent(Shape.of(1_024 + number))) {
            tensor.set(0, number);
            assertWithin(process);
          }
        }
      });
      assertThat(process.usage().usedBytes()).isZero();
    }
  }

  @Test
  void tensorsClosedByOtherThreadsAndAfterTheirBudgetLeaveNothingCounted() throws Exception {
    try (TensorPool memory = TensorPool.withLimit(1 << 22);
        MemoryBudget process = MemoryBudget.root("process", BudgetLimits.hard(1 << 20))) {
      List<PooledTensor> rented = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        try (MemoryBudget request = process.reserve("request " + i, 1 << 12);
            TensorPool pool = memory.under(request)) {
          rented.add(pool.rent(Shape.of(100 + i)));
        }
      }
      assertThat(process.usage().tensors()).isEqualTo(THREADS);
      together(number -> rented.get(number).close());
      assertThat(process.usage().usedBytes()).isZero();
      assertThat(process.usage().tensors()).isZero();
    }
  }
}
