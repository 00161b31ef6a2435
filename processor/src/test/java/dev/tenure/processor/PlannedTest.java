package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;

/// Runs wrappers whose calls open their scopes on a plan.
class PlannedTest {
  private static final String LAYER =
      """
      @NullMarked
      @ScopedForward(planned = true)
      public class Layer {
        @Scoped PooledTensor forward(TensorScope scope, Tensor x) {
          return scope.rent(x.shape());
        }
      }
      """;

  /// A plan that counts its scopes, which it opens on the pool.
  private static final String COUNTING_PLAN =
      """
      class CountingPlan implements ScopePlan {
        private final TensorPool pool;
        int opened;

        CountingPlan(TensorPool pool) { this.pool = pool; }

        @Override public TensorScope open() { opened++; return pool.openScope(); }

        @Override public long plannedBytes() { return 0; }

        @Override public long lowerBoundBytes() { return 0; }

        @Override public String describe() { return "counts"; }

        @Override public void close() {}
      }
      """;

  private final RecordingPool pool = new RecordingPool();

  private Object run(String statements) {
    String main =
        """
        public class Main implements Function<TensorPool, Object> {
          @Override public Object apply(TensorPool pool) {
            ScopedLayer layer = new ScopedLayer(pool);
            CountingPlan plan = new CountingPlan(pool);
            Tensor x = Tensor.of(Shape.of(1), 2);
            %s
          }
        }
        """
            .formatted(statements);
    return Author.runs(pool, LAYER, COUNTING_PLAN, main);
  }

  @Test
  void everyVariantOpensItsScopeOnThePlan() {
    Object opened =
        run(
            """
            ScopedLayer planned = layer.planned(plan);
            try (PooledTensor y = planned.forward(x)) {
              planned.forwardInto(x, y);
              planned.forward(x, z -> z.get(0));
            }
            planned.forwardAll(List.of(x, x), z -> z.get(0));
            planned.forwardAll(List.of(x, x)).forEach(PooledTensor::close);
            return plan.opened;
            """);

    assertThat(opened).isEqualTo(7);
    assertThat(pool.outstanding()).isZero();
    assertThat(pool.openScopes()).isZero();
  }

  @Test
  void theUnplannedWrapperKnowsNothingOfThePlan() {
    Object opened =
        run(
            """
            layer.planned(plan);
            layer.forwardInto(x, x);
            return plan.opened;
            """);

    assertThat(opened).isEqualTo(0);
  }

  @Test
  void noPlanIsRefused() {
    assertThatThrownBy(() -> run("return layer.planned(null);"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("plan");
  }

  @Test
  void anAuthorsMethodOfTheSameNameAsAHelperKeepsItsName() {
    Compilation compilation =
        Author.compiles(
            """
            @ScopedForward(planned = true)
            class Layer {
              int openScope(TensorScope scope) { return 1; }

              float forward(Tensor scope_, TensorScope scope, List<?> pool) { return 1; }
            }
            """);

    assertThat(compilation.errors()).isEmpty();
    assertThat(Author.generated(compilation, "ScopedLayer"))
        .contains("int openScope()")
        .contains("private TensorScope openScope_()");
  }
}
