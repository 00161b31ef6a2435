package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Generated wrappers whose calls run by a plan of the engine.
class PlannedLayerTest {
  private final TensorPool pool = NativeTensorPool.open(1 << 20);

  /// Doubles twice, by way of an intermediate result; fails at one of its rents if asked to.
  @ScopedForward(planned = true)
  static class Doubling {
    int failsAt = Integer.MAX_VALUE;

    @Scoped
    PooledTensor forward(TensorScope scope, Tensor input) {
      PooledTensor once = doubled(scope, input, 1);
      return doubled(scope, once, 2);
    }

    @Scoped
    private PooledTensor doubled(TensorScope scope, Tensor input, int rent) {
      if (rent >= failsAt) {
        throw new IllegalStateException("failed at rent " + rent);
      }
      PooledTensor result = scope.rentUninitialized(input.shape());
      for (long i = 0; i < input.shape().elementCount(); i++) {
        result.set(i, 2 * input.get(i));
      }
      return result;
    }
  }

  @Test
  void theResultsAreThoseOfTheUnplannedLayerAlsoWhereShapesChange() {
    try (ScopePlan plan = pool.newPlan()) {
      ScopedPlannedLayerTest_Doubling layer =
          new ScopedPlannedLayerTest_Doubling(pool, new Doubling()).planned(plan);
      for (int size : new int[] {3, 3, 3, 70, 70, 3, 70}) {
        Tensor input = Tensor.of(Shape.of(size));
        input.fill(size);
        try (PooledTensor result = layer.forward(input)) {
          assertThat(result.get(size - 1)).isEqualTo(4f * size);
        }
      }
      assertThat(plan.plannedBytes()).isPositive();
    }
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFailureAtAnyRentOfAnyCallLeavesNothing(int failsAt) {
    for (int failingCall = 0; failingCall < 4; failingCall++) {
      try (ScopePlan plan = pool.newPlan()) {
        Doubling author = new Doubling();
        ScopedPlannedLayerTest_Doubling layer =
            new ScopedPlannedLayerTest_Doubling(pool, author).planned(plan);
        for (int call = 0; call < 6; call++) {
          Tensor input = Tensor.of(Shape.of(4));
          author.failsAt = call == failingCall ? failsAt : Integer.MAX_VALUE;
          if (call == failingCall) {
            assertThatThrownBy(() -> layer.forwardInto(input, input))
                .hasMessageContaining("failed at rent");
          } else {
            input.fill(1);
            layer.forwardInto(input, input);
            assertThat(input.get(3)).isEqualTo(4);
          }
        }
      }
      assertThat(pool.statistics().outstanding()).isZero();
    }
    pool.close();
  }
}
