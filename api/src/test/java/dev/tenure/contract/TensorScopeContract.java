package dev.tenure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The contract of `TensorScope`.
public abstract class TensorScopeContract extends PoolTest {
  private static final Shape FOUR = Shape.of(2, 2);

  /// Called by subclasses.
  protected TensorScopeContract() {}

  private long outstanding() {
    return pool.statistics().outstanding();
  }

  private static <T> T onAnotherThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "another");
    thread.start();
    thread.join();
    return task.get();
  }

  private static void assertRefusedOnAnotherThread(ThrowingCallable use) throws Exception {
    String here = Thread.currentThread().getName();
    assertThat(
            onAnotherThread(() ->
                assertThatIllegalStateException()
                    .isThrownBy(use)
                    .withMessageContaining(here)
                    .withMessageContaining("another")))
        .isNotNull();
  }

  @Test
  void aScopeClosesEverythingThatWasRentedFromIt() {
    PooledTensor zeros;
    PooledTensor dirty;
    try (TensorScope scope = pool.openScope()) {
      zeros = scope.rent(FOUR);
      dirty = scope.rentUninitialized(Shape.of(3));
      assertThat(zeros.shape()).isEqualTo(FOUR);
      assertThat(dirty.toArray()).hasSize(3);
      assertThat(outstanding()).isEqualTo(2);
    }
    assertThat(zeros.isOpen() || dirty.isOpen()).isFalse();
    assertThat(outstanding()).isZero();
  }

  @Test
  void aTensorRentedFromAScopeIsZeroAlsoInUsedMemory() {
    try (TensorScope scope = pool.openScope()) {
      scope.rentUninitialized(FOUR).fill(7);
    }
    try (TensorScope scope = pool.openScope()) {
      assertThat(scope.rent(FOUR).toArray()).containsOnly(0);
      assertThat(pool.statistics().hits()).isEqualTo(1);
    }
  }

  @Test
  void viewsDieWithTheScope() {
    Tensor view;
    try (TensorScope scope = pool.openScope()) {
      view = scope.rent(Shape.of(4, 2)).slice(0, 2);
    }
    assertThat(accessesTo(view))
        .allSatisfy(
            access -> assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(access));
  }

  @Test
  void theScopeAloneClosesWhatItOwns() {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor tensor = scope.rent(FOUR);
      assertThatIllegalStateException()
          .isThrownBy(tensor::close)
          .withMessageContaining("scope")
          .withMessageContaining("[2, 2]");
      assertThat(tensor.isOpen()).isTrue();
      assertThat(tensor.toArray()).containsOnly(0);
    }
    assertThat(pool.statistics().doubleCloses()).isZero();
  }

  @Test
  void aCloseAfterTheScopeIsADoubleClose() {
    PooledTensor tensor;
    try (TensorScope scope = pool.openScope()) {
      tensor = scope.rent(FOUR);
    }
    tensor.close();
    assertThat(pool.statistics().doubleCloses()).isEqualTo(1);
    assertThat(pool.statistics().returns()).isEqualTo(1);
  }

  @Test
  void aPromotedTensorBelongsToTheCaller() {
    PooledTensor result;
    try (TensorScope scope = pool.openScope()) {
      scope.rent(FOUR);
      PooledTensor rented = scope.rent(FOUR);
      rented.fill(5);
      result = scope.promote(rented);
      assertThat(result).isSameAs(rented);
    }
    assertThat(result.toArray()).containsOnly(5);
    assertThat(outstanding()).isEqualTo(1);
    result.close();
    assertThat(result.isOpen()).isFalse();
    assertThat(outstanding()).isZero();
  }

  @Test
  void anAdoptedTensorIsClosedByTheScope() {
    PooledTensor tensor = pool.rent(FOUR);
    try (TensorScope scope = pool.openScope()) {
      assertThat(scope.adopt(tensor)).isSameAs(tensor);
      assertThatIllegalStateException().isThrownBy(tensor::close);
    }
    assertThat(tensor.isOpen()).isFalse();
    assertThat(outstanding()).isZero();
  }

  @Test
  void aTensorMovesFromScopeToScopeThroughItsCaller() {
    try (TensorScope outer = pool.openScope()) {
      PooledTensor tensor;
      try (TensorScope inner = outer.openChild()) {
        tensor = outer.adopt(inner.promote(inner.rent(FOUR)));
      }
      assertThat(tensor.isOpen()).isTrue();
      assertThatIllegalStateException().isThrownBy(tensor::close);
    }
    assertThat(outstanding()).isZero();
  }

  @Test
  void whatAScopeCannotTakeOverIsRefused() {
    PooledTensor closed = pool.rent(FOUR);
    closed.close();
    try (TensorScope scope = pool.openScope();
        TensorScope other = pool.openScope()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.adopt(closed))
          .withMessageContaining("closed");
      PooledTensor owned = other.rent(FOUR);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.adopt(owned))
          .withMessageContaining("belongs to a scope already");
      assertThatIllegalArgumentException().isThrownBy(() -> other.adopt(owned));
      assertThat(owned.isOpen()).isTrue();
    }
    assertThat(outstanding()).isZero();
  }

  @Test
  void whatIsNotTheScopesCannotBePromoted() {
    try (TensorScope scope = pool.openScope();
        TensorScope other = pool.openScope();
        PooledTensor free = pool.rent(FOUR)) {
      PooledTensor foreign = other.rent(FOUR);
      for (PooledTensor tensor : List.of(free, foreign)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> scope.promote(tensor))
            .withMessageContaining("does not belong to this scope");
      }
      PooledTensor promoted = scope.promote(scope.rent(FOUR));
      assertThatIllegalArgumentException().isThrownBy(() -> scope.promote(promoted));
      promoted.close();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.promote(promoted))
          .withMessageContaining("closed");
    }
    assertThat(outstanding()).isZero();
  }

  @Test
  void aParentDoesNotPromoteWhatItsChildOwns() {
    try (TensorScope parent = pool.openScope();
        TensorScope child = parent.openChild()) {
      PooledTensor tensor = child.rent(FOUR);
      assertThatIllegalArgumentException().isThrownBy(() -> parent.promote(tensor));
    }
  }

  @Test
  void aChildClosesItsOwnTensorsAlone() {
    try (TensorScope parent = pool.openScope()) {
      PooledTensor kept = parent.rent(FOUR);
      try (TensorScope child = parent.openChild()) {
        assertThat(child.pool()).isSameAs(pool);
        child.rent(FOUR);
        assertThat(outstanding()).isEqualTo(2);
      }
      assertThat(outstanding()).isEqualTo(1);
      assertThat(parent.isOpen() && kept.isOpen()).isTrue();
    }
  }

  @Test
  void aParentClosesTheScopesLeftOpenInside() {
    TensorScope parent = pool.openScope();
    TensorScope child = parent.openChild();
    TensorScope grandchild = child.openChild();
    PooledTensor tensor = grandchild.rent(FOUR);
    parent.close();
    assertThat(parent.isOpen() || child.isOpen() || grandchild.isOpen()).isFalse();
    assertThat(tensor.isOpen()).isFalse();
    grandchild.close();
    child.close();
    assertThat(pool.statistics().returns()).isEqualTo(1);
  }

  @Test
  void aSecondCloseDoesNothing() {
    TensorScope scope = pool.openScope();
    scope.rent(FOUR);
    scope.close();
    scope.close();
    assertThat(scope.isOpen()).isFalse();
    assertThat(pool.statistics().returns()).isEqualTo(1);
    assertThat(pool.statistics().doubleCloses()).isZero();
  }

  @Test
  void aClosedScopeRefusesEverythingElse() {
    TensorScope scope = pool.openScope();
    PooledTensor owned = scope.rent(FOUR);
    assertThat(scope.isOpen()).isTrue();
    scope.close();
    try (PooledTensor free = pool.rent(FOUR)) {
      List<ThrowingCallable> uses =
          List.of(
              () -> scope.rent(FOUR),
              () -> scope.rentUninitialized(FOUR),
              () -> scope.adopt(free),
              () -> scope.promote(owned),
              () -> scope.openChild());
      assertThat(uses)
          .allSatisfy(use ->
              assertThatIllegalStateException()
                  .isThrownBy(use)
                  .withMessageContaining("scope was closed"));
      assertThat(free.isOpen()).isTrue();
    }
    assertThat(scope.pool()).isSameAs(pool);
  }

  @Test
  void aScopeIsRefusedToOtherThreads() throws Exception {
    try (TensorScope scope = pool.openScope();
        PooledTensor free = pool.rent(FOUR)) {
      PooledTensor owned = scope.rent(FOUR);
      assertRefusedOnAnotherThread(() -> scope.rent(FOUR));
      assertRefusedOnAnotherThread(() -> scope.rentUninitialized(FOUR));
      assertRefusedOnAnotherThread(() -> scope.adopt(free));
      assertRefusedOnAnotherThread(() -> scope.promote(owned));
      assertRefusedOnAnotherThread(() -> scope.openChild());
      assertRefusedOnAnotherThread(scope::close);
      assertThat(onAnotherThread(scope::pool)).isSameAs(pool);
      assertThat(onAnotherThread(scope::isOpen)).isTrue();
      assertThat(owned.isOpen() && free.isOpen()).isTrue();
    }
    assertThat(outstanding()).isZero();
  }

  @Test
  void aRefusedRentLeavesTheScopeUsable() {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor held = scope.rent(FOUR);
      assertThatExceptionOfType(MemoryLimitException.class)
          .isThrownBy(() -> scope.rent(Shape.of((int) LIMIT)));
      assertThat(held.isOpen() && scope.isOpen()).isTrue();
      assertThat(scope.rent(FOUR).toArray()).containsOnly(0);
    }
    assertThat(outstanding()).isZero();
  }

  @Test
  void aScopeOutlivesItsPoolWithoutRenting() {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor tensor = scope.rent(FOUR);
      pool.close();
      tensor.fill(2);
      assertThat(tensor.toArray()).containsOnly(2);
      assertThatIllegalStateException().isThrownBy(() -> scope.rent(FOUR));
    }
    assertThat(pool.statistics().liveBytes()).isZero();
  }
}
