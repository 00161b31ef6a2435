package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeScopePlanTest {
  private final TensorPool pool = NativeTensorPool.open(1 << 20);

  @AfterEach
  void nothingIsOutstanding() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  /// Two intermediates that are never alive together, and a sum that is promoted.
  private static PooledTensor twoSteps(TensorScope scope, int size, float value) {
    PooledTensor sum = scope.rent(Shape.of(size));
    for (int step = 0; step < 2; step++) {
      try (TensorScope inner = scope.openChild()) {
        PooledTensor scratch = inner.rentUninitialized(Shape.of(4 * size));
        scratch.fill(value + step);
        sum.set(0, sum.get(0) + scratch.get(4 * size - 1));
      }
    }
    return scope.promote(sum);
  }

  private static void run(ScopePlan plan, int size, float value) {
    try (TensorScope scope = plan.open();
        PooledTensor sum = twoSteps(scope, size, value)) {
      assertThat(sum.get(0)).isEqualTo(2 * value + 1);
      assertThat(sum.get(size - 1)).isZero();
    }
  }

  @Test
  void theFirstScopeIsWrittenDownAndTheLaterOnesShareItsMemory() {
    try (ScopePlan plan = pool.newPlan()) {
      assertThat(plan.plannedBytes()).isZero();
      run(plan, 16, 1);
      assertThat(plan.plannedBytes()).isEqualTo(256);
      assertThat(plan.lowerBoundBytes()).isEqualTo(256);
      run(plan, 16, 2);
      pool.resetStatistics();
      run(plan, 16, 3);

      assertThat(pool.statistics().rents()).as("the sum that leaves").isEqualTo(1);
      assertThat(plan.describe()).contains("256 bytes for 3 rents", "rent 1: [64]", "at 0");
    }
  }

  @Test
  void otherShapesAreRightAndComeFromThePool() {
    try (ScopePlan plan = pool.newPlan()) {
      run(plan, 16, 1);
      run(plan, 100, 2);
      run(plan, 8, 3);
      pool.resetStatistics();
      run(plan, 16, 4);

      assertThat(pool.statistics().rents()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void zerosAreZerosInMemoryThatServedBefore() {
    try (ScopePlan plan = pool.newPlan()) {
      for (int i = 0; i < 3; i++) {
        try (TensorScope scope = plan.open()) {
          PooledTensor t = scope.rent(Shape.of(7));
          assertThat(t.get(6)).isZero();
          t.fill(Float.NaN);
        }
      }
    }
  }

  @Test
  void aTensorThatLeavesUnexpectedlyIsACopy() {
    try (ScopePlan plan = pool.newPlan()) {
      try (TensorScope scope = plan.open()) {
        scope.rent(Shape.of(5));
      }
      PooledTensor inside;
      PooledTensor promoted;
      try (TensorScope scope = plan.open()) {
        inside = scope.rent(Shape.of(5));
        inside.fill(3);
        promoted = scope.promote(inside);
      }
      try (promoted) {
        try (TensorScope scope = plan.open()) {
          scope.rent(Shape.of(5)).fill(9);
        }
        assertThat(promoted.get(4)).isEqualTo(3);
        assertThat(inside.isOpen()).isFalse();
      }
    }
  }

  @Test
  void aStaleTensorOrViewThrowsWhenItsMemoryServesTheNextScope() {
    try (ScopePlan plan = pool.newPlan()) {
      Tensor[] views = new Tensor[2];
      for (int i = 0; i < 2; i++) {
        try (TensorScope scope = plan.open()) {
          Tensor view = scope.rent(Shape.of(4)).reshape(Shape.of(2, 2));
          views[i] = view;
          assertThat(view.get(0)).isZero();
        }
      }
      Tensor stale = views[1];
      try (TensorScope scope = plan.open()) {
        scope.rent(Shape.of(4));
        assertThatThrownBy(() -> stale.get(0)).isInstanceOf(ClosedTensorException.class);
      }
    }
  }

  @Test
  void aScopeBesideAnotherOneRentsFromThePool() {
    try (ScopePlan plan = pool.newPlan()) {
      run(plan, 16, 1);
      try (TensorScope one = plan.open();
          TensorScope other = plan.open()) {
        PooledTensor first = one.rent(Shape.of(16));
        PooledTensor second = other.rent(Shape.of(16));
        first.fill(1);
        second.fill(2);
        assertThat(first.get(0)).isEqualTo(1);
      }
    }
  }

  @Test
  void aFailureInTheFirstScopeIsMadeUpForByALaterOne() {
    try (ScopePlan plan = pool.newPlan()) {
      try (TensorScope scope = plan.open()) {
        scope.rent(Shape.of(16));
      }
      run(plan, 16, 1);
      run(plan, 16, 2);
      run(plan, 16, 3);

      assertThat(plan.plannedBytes()).isEqualTo(256);
    }
  }

  @Test
  void whereThePlanDoesNotFitThePoolServes() {
    try (TensorPool small = NativeTensorPool.open(1024);
        ScopePlan plan = small.newPlan()) {
      for (int i = 0; i < 3; i++) {
        try (PooledTensor other = i == 1 ? small.rent(Shape.of(200)) : null;
            TensorScope scope = plan.open()) {
          scope.rent(Shape.of(other == null ? 200 : 10));
        }
      }
      assertThat(plan.plannedBytes()).isEqualTo(832);
    }
  }

  @Test
  void aPlanIsClosedAfterItsScopes() {
    ScopePlan plan = pool.newPlan();
    try (TensorScope scope = plan.open()) {
      assertThatThrownBy(plan::close)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("scope of the plan is open");
      assertThat(scope.isOpen()).isTrue();
    }
    plan.close();
    plan.close();
    assertThatThrownBy(plan::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the plan was closed");
  }

  @Test
  void anEmptyScopeAndEmptyTensorsArePlannedToo() {
    try (ScopePlan plan = pool.newPlan()) {
      plan.open().close();
      for (int i = 0; i < 3; i++) {
        try (TensorScope scope = plan.open()) {
          scope.rent(Shape.of(0));
          scope.rent(Shape.of(3)).fill(1);
        }
      }
      assertThat(plan.plannedBytes()).isEqualTo(64);
    }
  }
}
