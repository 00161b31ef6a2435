package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.PoolStrictness;
import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.TensorArena;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.memory.TensorWorkspace;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An operating system that has no memory, at each allocation in turn.
class AllocationFailureTest {
  private static final long LIMIT_BYTES = 1 << 20;

  /// More than the scenario has allocations.
  private static final int MOST_ALLOCATIONS = 100;

  /// Fails once.
  private static final class FailingAllocator implements BlockAllocator {
    private int left;

    FailingAllocator(int successes) {
      left = successes;
    }

    @Override
    public MemorySegment allocate(Arena arena, long bytes) {
      if (left-- == 0) {
        throw new OutOfMemoryError("injected");
      }
      return NATIVE.allocate(arena, bytes);
    }

    boolean hasFailed() {
      return left < 0;
    }
  }

  @ParameterizedTest
  @EnumSource(PoolStrictness.class)
  void nothingIsLostWhicheverAllocationFails(PoolStrictness strictness) {
    PoolOptions options = PoolOptions.withLimit(LIMIT_BYTES).withStrictness(strictness);
    boolean failed = true;
    int successes = 0;
    for (; failed && successes < MOST_ALLOCATIONS; successes++) {
      FailingAllocator allocator = new FailingAllocator(successes);
      try (NativeTensorPool pool = NativeTensorPool.open(options, System::nanoTime, allocator);
          MemoryBudget budget = MemoryBudget.root("process", BudgetLimits.hard(LIMIT_BYTES));
          TensorPool budgeted = pool.under(budget)) {
        failed = runFails(budgeted);

        assertThat(allocator.hasFailed()).isEqualTo(failed);
        assertNothingIsOut(pool, budget);
        assertThat(runFails(budgeted)).as("with what is pooled, and memory again").isFalse();
        assertNothingIsOut(pool, budget);
      }
    }
    assertThat(successes).as("allocations of the scenario").isBetween(9, MOST_ALLOCATIONS - 1);
  }

  private static void assertNothingIsOut(TensorPool pool, MemoryBudget budget) {
    assertThat(pool.statistics().outstanding()).isZero();
    assertThat(pool.statistics().liveBytes()).isZero();
    assertThat(budget.usage().usedBytes()).isZero();
  }

  private static boolean runFails(TensorPool pool) {
    try {
      scopes(pool);
      workspaceAndArena(pool);
      plan(pool);
      return false;
    } catch (OutOfMemoryError injected) {
      assertThat(injected).hasMessageContaining("injected");
      return true;
    }
  }

  private static void scopes(TensorPool pool) {
    try (PooledTensor owned = pool.rent(Shape.of(10));
        TensorScope scope = pool.openScope()) {
      fill(owned, 1);
      fill(scope.rent(Shape.of(100)), 2);
      fill(scope.adopt(pool.rentUninitialized(Shape.of(1_000))), 3);
      try (TensorScope child = scope.openChild();
          PooledTensor promoted = child.promote(child.rent(Shape.of(2_000)))) {
        fill(promoted, 4);
        fill(child.rent(Shape.of(3_000)), 5);
      }
      assertThat(owned.toArray()).containsOnly(1);
    }
  }

  private static void workspaceAndArena(TensorPool pool) {
    try (TensorWorkspace workspace = pool.openWorkspace();
        TensorArena arena = pool.openArena(4_096)) {
      fill(workspace.slot("hidden").take(Shape.of(200)), 6);
      fill(workspace.slot("hidden").take(Shape.of(5_000)), 7);
      fill(workspace.slot("other").take(Shape.of(300)), 8);
      fill(arena.rent(Shape.of(400)), 9);
    }
  }

  private static void plan(TensorPool pool) {
    try (ScopePlan plan = pool.newPlan()) {
      for (int run = 0; run < 3; run++) {
        try (TensorScope scope = plan.open()) {
          fill(scope.rent(Shape.of(700)), 10);
          fill(scope.rent(Shape.of(7_000)), 11);
        }
      }
    }
  }

  private static void fill(Tensor tensor, float value) {
    tensor.fill(value);
    assertThat(tensor.get(tensor.shape().elementCount() - 1)).isEqualTo(value);
  }
}
