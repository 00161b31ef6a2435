package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tenure.tensor.PooledTensor;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whatever throws, and wherever: nothing stays outstanding, and it reaches the caller as it is.
///
/// Every variant of every shape of result is called again and again, so that the first rent of its
/// body throws, then the second, until none does.
class ThrowingBodyTest {
  private static final String AUTHOR =
      """
      @ScopedForward
      public class Body {
        record Encoded(PooledTensor first, List<PooledTensor> rest, Optional<PooledTensor> last) {}

        private PooledTensor compute(TensorScope scope) {
          scope.rent(Shape.of(2)).fill(1);
          try (TensorScope child = scope.openChild()) {
            child.rent(Shape.of(3)).fill(2);
          }
          return scope.rent(Shape.of(1));
        }

        @Scoped PooledTensor one(TensorScope scope, String x) {
          return compute(scope);
        }

        @Scoped PooledTensor[] array(TensorScope scope, String x) {
          return new PooledTensor[] {compute(scope), compute(scope)};
        }

        @Scoped List<PooledTensor> list(TensorScope scope, String x) {
          return List.of(compute(scope), compute(scope));
        }

        @Scoped Optional<PooledTensor> optional(TensorScope scope, String x) {
          return Optional.of(compute(scope));
        }

        @Scoped Encoded record(TensorScope scope, String x) {
          return new Encoded(
              compute(scope), List.of(compute(scope)), Optional.of(compute(scope)));
        }

        @Pooled PooledTensor owned(TensorScope scope, String x) {
          return scope.promote(compute(scope));
        }

        void into(TensorScope scope, @Overwrites Tensor destination) {
          destination.copyFrom(compute(scope));
        }

        float value(TensorScope scope, String x) {
          return compute(scope).get(0);
        }
      }
      """;

  private static final String MAIN =
      """
      import java.util.concurrent.Callable;

      public class Main implements Function<TensorPool, Object> {
        static final Tensor OUT = Tensor.of(Shape.of(1));
        static final List<String> BATCH = List.of("a", "b", "c");

        @Override public Object apply(TensorPool pool) {
          ScopedBody body = new ScopedBody(pool);
          Map<String, Callable<Object>> calls = new LinkedHashMap<>();
          calls.put("one", () -> body.one("x"));
          calls.put("oneInto", () -> { body.oneInto("x", OUT); return null; });
          calls.put("one lent", () -> body.one("x", t -> t.get(0)));
          calls.put("oneAll", () -> body.oneAll(BATCH));
          calls.put("oneAll lent", () -> body.oneAll(BATCH, t -> t.get(0)));
          calls.put("array", () -> body.array("x"));
          calls.put("array lent", () -> body.array("x", t -> t.length));
          calls.put("arrayAll", () -> body.arrayAll(BATCH));
          calls.put("arrayAll lent", () -> body.arrayAll(BATCH, t -> t.length));
          calls.put("list", () -> body.list("x"));
          calls.put("list lent", () -> body.list("x", List::size));
          calls.put("listAll", () -> body.listAll(BATCH));
          calls.put("listAll lent", () -> body.listAll(BATCH, List::size));
          calls.put("optional", () -> body.optional("x"));
          calls.put("optional lent", () -> body.optional("x", Optional::isPresent));
          calls.put("optionalAll", () -> body.optionalAll(BATCH));
          calls.put("optionalAll lent", () -> body.optionalAll(BATCH, Optional::isPresent));
          calls.put("record", () -> body.record("x"));
          calls.put("record lent", () -> body.record("x", r -> r.first().get(0)));
          calls.put("recordAll", () -> body.recordAll(BATCH));
          calls.put("recordAll lent", () -> body.recordAll(BATCH, r -> r.first().get(0)));
          calls.put("owned", () -> body.owned("x"));
          calls.put("ownedInto", () -> { body.ownedInto("x", OUT); return null; });
          calls.put("owned lent", () -> body.owned("x", t -> t.get(0)));
          calls.put("ownedAll", () -> body.ownedAll(BATCH));
          calls.put("ownedAll lent", () -> body.ownedAll(BATCH, t -> t.get(0)));
          calls.put("into", () -> { body.into(OUT); return null; });
          calls.put("value", () -> body.value("x"));
          calls.put("valueAll", () -> body.valueAll(BATCH));
          return calls;
        }
      }
      """;

  /// How many tensors the caller owns after each call that hands some out.
  private static final Map<String, Integer> OWNED =
      Map.of(
          "one",
          1,
          "oneAll",
          3,
          "array",
          2,
          "arrayAll",
          6,
          "list",
          2,
          "listAll",
          6,
          "optional",
          1,
          "optionalAll",
          3,
          "record",
          3,
          "recordAll",
          9);

  private final RecordingPool pool = new RecordingPool();

  @TestFactory
  @SuppressWarnings("unchecked")
  Stream<DynamicTest> nothingStaysOutstandingWhicheverRentThrows() {
    var calls = (Map<String, Callable<Object>>) Author.runs(pool, AUTHOR, MAIN);

    return calls.entrySet().stream()
        .map(call -> dynamicTest(call.getKey(), () -> check(call.getKey(), call.getValue())));
  }

  private void check(String name, Callable<Object> call) throws Exception {
    int rents = rents(call);
    assertThat(rents).isGreaterThanOrEqualTo(3);
    for (int i = 1; i <= rents; i++) {
      IllegalStateException failure = new IllegalStateException("rent " + i);
      pool.failAfter(i - 1, failure);

      assertThat(thrownBy(call)).isSameAs(failure);
      assertThat(pool.outstanding()).as("after rent %d of %d threw", i, rents).isZero();
      assertThat(pool.openScopes()).isZero();
    }
    pool.failAfter(rents, new IllegalStateException("one rent more than before"));
    Object unused = call.call();
    assertThat(pool.outstanding())
        .isEqualTo(name.startsWith("owned") ? ownedOf(name) : OWNED.getOrDefault(name, 0));
    assertThat(pool.openScopes()).isZero();
    closeAll();
  }

  private static int ownedOf(String name) {
    return switch (name) {
      case "owned" -> 1;
      case "ownedAll" -> 3;
      default -> 0;
    };
  }

  private int rents(Callable<Object> call) throws Exception {
    pool.neverFail();
    int before = pool.rented.size();
    Object unused = call.call();
    closeAll();
    return pool.rented.size() - before;
  }

  private static @Nullable Exception thrownBy(Callable<Object> call) {
    try {
      Object unused = call.call();
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  private void closeAll() {
    new ArrayList<>(pool.rented).stream().filter(PooledTensor::isOpen).forEach(PooledTensor::close);
  }
}
