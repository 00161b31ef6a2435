package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.memory.TouchHint;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What this engine's scopes do beyond the contract of all.
class ScopeHandOverTest {
  private static final Shape FOUR = Shape.of(4);

  private final NativeTensorPool pool = NativeTensorPool.open(1 << 20);

  @AfterEach
  void closePool() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  @Test
  void theNextThreadThatUsesAHandedOverScopeHasItWithItsChildren() throws Exception {
    TensorScope scope = pool.openScope();
    TensorScope child = scope.openChild();
    PooledTensor tensor = scope.rent(FOUR);
    tensor.fill(1);
    scope.handOver();
    try (ExecutorService another = Executors.newSingleThreadExecutor()) {
      another.submit(() -> child.rent(FOUR).fill(tensor.get(0))).get();
      assertThatIllegalStateException()
          .isThrownBy(() -> scope.rent(FOUR))
          .withMessageContaining("hand it over");
      assertThatIllegalStateException().isThrownBy(child::close);
      assertThatIllegalStateException().isThrownBy(scope::handOver);
      assertThat(pool.statistics().outstanding()).isEqualTo(2);
      another.submit(scope::close).get();
    }
  }

  @Test
  void anotherThreadMayCloseAHandedOverScope() throws Exception {
    TensorScope scope = pool.openScope();
    scope.rent(FOUR);
    scope.handOver();
    boolean open =
        OtherThread.call(() -> {
          scope.close();
          return scope.isOpen();
        });
    assertThat(open).isFalse();
  }

  @Test
  void whoeverHandedOverMayTakeItBack() {
    try (TensorScope scope = pool.openScope()) {
      scope.handOver();
      assertThat(scope.rent(FOUR).isOpen()).isTrue();
    }
  }

  @Test
  void aChildIsNotHandedOverWithoutItsParent() {
    try (TensorScope scope = pool.openScope();
        TensorScope child = scope.openChild()) {
      assertThatIllegalStateException()
          .isThrownBy(child::handOver)
          .withMessageContaining("outermost");
    }
  }

  @Test
  void touchingReachesTensorsOfChildrenAndChangesNothing() {
    try (TensorScope scope = pool.openScope();
        TensorScope child = scope.openChild()) {
      PooledTensor large = scope.rent(Shape.of(5_000));
      PooledTensor small = child.rent(FOUR);
      scope.rent(Shape.of(0));
      large.fill(2);
      small.fill(3);
      for (TouchHint hint : TouchHint.values()) {
        scope.touch(hint);
      }
      assertThat(large.toArray()).containsOnly(2);
      assertThat(small.toArray()).containsOnly(3);
    }
  }

  /// Throws at the end of each tensor, and of the scope.
  private record Failing(NativeTensorPool pool, List<String> ended) implements TensorSource {
    @Override
    public NativePooledTensor rentTensor(
        Shape shape, boolean zeroed, @Nullable NativeTensorScope scope) {
      return pool.rentTensor(shape, zeroed, scope);
    }

    @Override
    public @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor) {
      return null;
    }

    @Override
    public void closeAtOnce(ScopeMembers members) {
      // each has to throw by itself
    }

    @Override
    public void ended(NativePooledTensor tensor) {
      ended.add(tensor.shape().toString());
      if (tensor.shape().dimension(0) == 2) {
        throw new AssertionError("end of " + tensor.shape());
      }
      throw new IllegalStateException("end of " + tensor.shape());
    }

    @Override
    public void scopeClosed() {
      throw new IllegalStateException("end of the scope");
    }
  }

  @Test
  void allExceptionsOfACloseAreCollectedInReverseOrderAndEverythingIsClosed() {
    Failing source = new Failing(pool, new ArrayList<>());
    TensorScope scope = pool.openScope(source);
    scope.rent(Shape.of(1));
    scope.rent(Shape.of(2));
    scope.rent(Shape.of(3));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(scope::close)
        .withMessage("end of [3]")
        .satisfies(thrown ->
            assertThat(thrown.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("end of [2]", "end of [1]", "end of the scope"));
    assertThat(source.ended()).containsExactly("[3]", "[2]", "[1]");
    assertThat(scope.isOpen()).isFalse();
  }

  @Test
  void aScopesPoolIsKnownOnAnyThread() throws Exception {
    try (TensorScope scope = pool.openScope()) {
      TensorPool there = OtherThread.call(scope::pool);
      assertThat(there).isSameAs(pool);
    }
  }
}
