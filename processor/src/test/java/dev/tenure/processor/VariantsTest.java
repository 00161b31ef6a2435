package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.PooledTensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs what is generated beside `forward(args)`.
class VariantsTest {
  private static final String LAYER =
      """
      @ScopedForward
      public class Layer {
        record Pair(PooledTensor first, @Nullable PooledTensor second) {}

        private final float added;

        Layer(float added) {
          this.added = added;
        }

        @Scoped PooledTensor add(TensorScope scope, Tensor x) {
          PooledTensor output = scope.rent(x.shape());
          output.set(0, x.get(0) + added);
          return output;
        }

        @Scoped Pair twice(TensorScope scope, Tensor x) {
          PooledTensor one = add(scope, x);
          return new Pair(one, one);
        }

        @Scoped Pair half(TensorScope scope, Tensor x) {
          return new Pair(add(scope, x), null);
        }

        @Scoped Pair foreign(TensorScope scope, PooledTensor x) {
          return new Pair(add(scope, x), x);
        }

        @Scoped PooledTensor notMine(TensorScope scope, PooledTensor x) {
          return x;
        }

        void sub(TensorScope scope, Tensor x, @Overwrites Tensor output) {
          output.set(0, scope.rent(x.shape()).get(0) + x.get(0) - added);
        }
      }
      """;

  private final RecordingPool pool = new RecordingPool();

  /// Runs statements that use a layer which adds 1 to `x`, which is 2.
  private Object run(String statements, String... sources) {
    String main =
        """
        public class Main implements Function<TensorPool, Object> {
          @Override public Object apply(TensorPool pool) {
            ScopedLayer layer = new ScopedLayer(pool, 1);
            Tensor x = Tensor.of(Shape.of(1), 2);
            %s
          }
        }
        """
            .formatted(statements);
    String[] all = Arrays.copyOf(sources, sources.length + 2);
    all[sources.length] = LAYER;
    all[sources.length + 1] = main;
    return Author.runs(pool, all);
  }

  @Test
  void aResultLandsInTheCallersTensor() {
    Object landed = run("Tensor y = Tensor.of(Shape.of(1)); layer.addInto(x, y); return y.get(0);");

    assertThat(landed).isEqualTo(3f);
    assertThat(pool.outstanding()).isZero();
  }

  @Test
  void anInputMayBeTheDestination() {
    assertThat(run("layer.addInto(x, x); return x.get(0);")).isEqualTo(3f);
  }

  @Test
  void aDestinationOfAnotherSizeIsRefusedAndNothingStays() {
    assertThatThrownBy(() -> run("layer.addInto(x, Tensor.of(Shape.of(2))); return null;"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pool.outstanding()).isZero();
  }

  @Test
  void anAuthorWhoTakesADestinationIsCalledWithoutACopy() {
    Object landed = run("Tensor y = Tensor.of(Shape.of(1)); layer.subInto(x, y); return y.get(0);");

    assertThat(landed).isEqualTo(1f);
    assertThat(pool.rented).hasSize(1);
  }

  @Test
  void aReaderSeesAnOpenResultThatIsClosedAfterwards() {
    Object seen =
        run(
            """
            List<PooledTensor> kept = new ArrayList<>();
            boolean open = layer.add(x, y -> { kept.add(y); return y.isOpen(); });
            return List.of(open, kept.get(0).isOpen());
            """);

    assertThat(seen).isEqualTo(List.of(true, false));
  }

  @Test
  void aReadersCheckedExceptionReachesTheCaller() {
    Object caught =
        run(
            """
            try {
              layer.add(x, y -> { throw new java.io.IOException("full"); });
              return "nothing";
            } catch (java.io.IOException e) {
              return e.getMessage();
            }
            """);

    assertThat(caught).isEqualTo("full");
    assertThat(pool.outstanding()).isZero();
    assertThat(pool.openScopes()).isZero();
  }

  @Test
  void whatClosingThrowsIsSuppressedByWhatTheReaderThrew() {
    pool.failureOfClose = new IllegalStateException("close");

    assertThatThrownBy(() ->
            run("layer.add(x, y -> { throw new IllegalArgumentException(\"read\"); }); return 1;"))
        .hasMessage("read")
        .hasSuppressedException(pool.failureOfClose);
  }

  @Test
  void memoryStaysFlatOverABatch() {
    Object outstanding =
        run("return layer.addAll(List.of(x, x, x), y -> pool.statistics().outstanding());");

    assertThat(outstanding).isEqualTo(List.of(1L, 1L, 1L));
    assertThat(pool.scopes).hasSize(3);
  }

  @Test
  @SuppressWarnings("unchecked")
  void theResultsOfABatchAreTheCallersInOrder() {
    var results =
        (List<PooledTensor>) run("return layer.addAll(List.of(x, Tensor.of(Shape.of(1), 5)));");

    assertThat(results).extracting(result -> result.get(0)).containsExactly(3f, 6f);
    assertThat(results).allMatch(PooledTensor::isOpen);
    assertThat(pool.openScopes()).isZero();
  }

  @Test
  void aTensorThatStandsTwiceInAResultIsHandedOutOnce() {
    run("return layer.twice(x);");

    assertThat(pool.outstanding()).isEqualTo(1);
  }

  @Test
  void aMissingPartOfAResultStaysMissing() {
    assertThat(run("return layer.half(x).second() == null;")).isEqualTo(true);
    assertThat(pool.outstanding()).isEqualTo(1);
  }

  @Test
  void aResultThatTheScopeDoesNotOwnIsRefusedAndLeftAlone() {
    assertThatThrownBy(
            () -> run("PooledTensor y = pool.rent(Shape.of(1)); return layer.notMine(y);"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not belong to this scope");
    assertThat(pool.outstanding()).isEqualTo(1);
    assertThat(pool.openScopes()).isZero();
  }

  @Test
  void noneOfSeveralResultsIsHandedOutIfTheScopeDoesNotOwnOne() {
    assertThatThrownBy(
            () -> run("PooledTensor y = pool.rent(Shape.of(1)); return layer.foreign(y);"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pool.outstanding()).isEqualTo(1);
  }

  @Test
  void anInterfaceOfTheVariantsServesDecorators() {
    Object counted =
        run(
            """
            Shapes shapes = new CountingShapes(new Sizes(pool));
            return shapes.size(x) + "," + shapes.size(x);
            """,
            """
            @ScopedForward(name = "Sizes", contract = "Shapes")
            public class Size {
              public Size() {}

              public long size(TensorScope scope, Tensor x) { return x.shape().elementCount(); }
            }
            """,
            """
            class CountingShapes implements Shapes {
              private final Shapes wrapped;
              private int calls;

              CountingShapes(Shapes wrapped) { this.wrapped = wrapped; }

              @Override public long size(Tensor x) { return wrapped.size(x) + 10 * calls++; }

              @Override public List<Long> sizeAll(Iterable<? extends Tensor> xs) {
                return wrapped.sizeAll(xs);
              }
            }
            """);

    assertThat(counted).isEqualTo("1,11");
  }

  @Test
  void theAuthorsConstructorIsGivenTheWrappersPool() {
    Object same =
        run(
            "return new ScopedRenter(pool, \"x\").isOn(pool);",
            """
            class Renter {
              private final TensorPool pool;

              Renter(String name, TensorPool pool) { this.pool = pool; }

              @ScopedForward boolean isOn(TensorPool other, TensorScope scope) {
                return pool == other && scope.pool() == other;
              }
            }
            """);

    assertThat(same).isEqualTo(true);
  }
}
