package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.PooledTensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Runs what is generated.
class GeneratedWrapperTest {
  private static final String LINEAR =
      """
      public class Linear {
        @ScopedForward
        @Scoped
        public PooledTensor forward(TensorScope scope, Tensor input) {
          scope.rent(Shape.of(7));
          PooledTensor output = scope.rent(input.shape());
          output.copyFrom(input);
          if (input.get(0) < 0) {
            throw new IllegalArgumentException("negative");
          }
          return output;
        }
      }
      """;

  private final RecordingPool pool = new RecordingPool();

  private Object call(String expression, String... sources) {
    String main =
        "public class Main implements Function<TensorPool, Object> {\n"
            + "  @Override public Object apply(TensorPool pool) { return "
            + expression
            + "; }\n}\n";
    String[] all = Arrays.copyOf(sources, sources.length + 1);
    all[sources.length] = main;
    return Author.runs(pool, all);
  }

  @Test
  void theResultIsTheCallersAndStaysOpen() {
    Object result =
        call("new ScopedLinear(pool, new Linear()).forward(Tensor.of(Shape.of(2), 3, 4))", LINEAR);

    assertThat(result).isInstanceOf(PooledTensor.class);
    PooledTensor output = (PooledTensor) result;
    assertThat(output.isOpen()).isTrue();
    assertThat(output.toArray()).containsExactly(3, 4);
  }

  @Test
  void intermediatesAreReturned() {
    call("new ScopedLinear(pool, new Linear()).forward(Tensor.of(Shape.of(1), 1))", LINEAR);

    assertThat(pool.rented).hasSize(2);
    assertThat(pool.outstanding()).isEqualTo(1);
    assertThat(pool.scopes).hasSize(1);
    assertThat(pool.openScopes()).isZero();
  }

  @Test
  void everythingIsReturnedWhenTheMethodThrows() {
    assertThatThrownBy(() ->
            call(
                "new ScopedLinear(pool, new Linear()).forward(Tensor.of(Shape.of(1), -1))", LINEAR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative");

    assertThat(pool.rented).hasSize(2);
    assertThat(pool.outstanding()).isZero();
    assertThat(pool.openScopes()).isZero();
  }

  @Test
  void whatTheCloseThrowsIsSuppressed() {
    pool.failureOfClose = new IllegalStateException("close");

    assertThatThrownBy(() ->
            call(
                "new ScopedLinear(pool, new Linear()).forward(Tensor.of(Shape.of(1), -1))", LINEAR))
        .hasMessage("negative")
        .hasSuppressedException(pool.failureOfClose);
  }

  @Test
  void aNullPoolOrDelegateIsRefused() {
    assertThatThrownBy(() -> call("new ScopedLinear(null, new Linear())", LINEAR))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("pool");
    assertThatThrownBy(() -> call("new ScopedLinear(pool, null)", LINEAR))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("delegate");
  }

  @Test
  void aNullResultIsHandedOnWhereItIsDeclared() {
    Object result =
        call(
            "new ScopedFinder(pool, new Finder()).find()",
            """
            class Finder {
              @ScopedForward
              @Scoped
              @org.jspecify.annotations.Nullable PooledTensor find(TensorScope scope) {
                return null;
              }
            }
            """);

    assertThat(result).isNull();
    assertThat(pool.openScopes()).isZero();
  }

  @Test
  void aResultThatIsTheCallersAlreadyIsHandedOn() {
    Object result =
        call(
            "new ScopedMaker(pool, new Maker()).make()",
            """
            class Maker {
              @ScopedForward
              @Pooled
              PooledTensor make(TensorScope scope) {
                return scope.promote(scope.rent(Shape.of(1)));
              }
            }
            """);

    assertThat(((PooledTensor) result).isOpen()).isTrue();
  }

  @Test
  void aSubtypeThatIsTheCallersAlreadyIsHandedOnToo() {
    Object result =
        call(
            "new ScopedMaker(pool, new Maker()).same(pool.rent(Shape.of(1)))",
            """
            class Maker {
              @ScopedForward
              @Pooled
              <T extends PooledTensor> T same(TensorScope scope, @Pooled T given) {
                return given;
              }
            }
            """);

    assertThat(((PooledTensor) result).isOpen()).isTrue();
  }

  @Test
  void valuesWithoutALifetimeAreReturnedAsTheyAre() {
    Object result =
        call(
            "new ScopedHead(pool, new Head()).argmax(2) + new ScopedHead(pool, new Head()).name()",
            """
            @ScopedForward
            class Head {
              int argmax(int times, TensorScope scope) {
                scope.rent(Shape.of(times));
                return 20 + times;
              }

              String name(TensorScope scope) {
                return "head";
              }
            }
            """);

    assertThat(result).isEqualTo("22head");
    assertThat(pool.rented).hasSize(1);
    assertThat(pool.outstanding()).isZero();
  }

  @Test
  void aMethodWithoutResultIsWrappedToo() {
    Object result =
        call(
            "Helper.run(pool)",
            """
            class Step {
              @ScopedForward
              void into(float[] sink, TensorScope scope) {
                sink[0] = scope.rent(Shape.of(1)).get(0) + 5;
              }
            }
            """,
            """
            class Helper {
              static float run(TensorPool pool) {
                float[] sink = new float[1];
                new ScopedStep(pool, new Step()).into(sink);
                return sink[0];
              }
            }
            """);

    assertThat(result).isEqualTo(5f);
    assertThat(pool.outstanding()).isZero();
  }

  @Test
  void parametersMayBeNamedLikeTheFieldsOfTheWrapper() {
    Object result =
        call(
            "new ScopedOdd(pool, new Odd()).f(1, 2, 3)",
            """
            class Odd {
              @ScopedForward
              int f(int pool, int delegate, TensorScope result, int scope) {
                return pool * 100 + delegate * 10 + scope;
              }
            }
            """);

    assertThat(result).isEqualTo(123);
  }
}
