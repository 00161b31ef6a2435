package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.SharedTensor;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeSharedTensorTest {
  private static final Shape FOUR = Shape.of(2, 2);

  private final TensorPool pool = TensorPool.withLimit(1 << 20);

  @AfterEach
  void closePool() {
    assertThat(outstanding()).isZero();
    pool.close();
  }

  private long outstanding() {
    return pool.statistics().outstanding();
  }

  private SharedTensor ones() {
    PooledTensor tensor = pool.rent(FOUR);
    tensor.fill(1);
    return pool.share(tensor);
  }

  @Test
  void aPinIsATensorOfTheSharedElements() {
    try (SharedTensor shared = ones();
        PooledTensor pin = shared.pin()) {
      assertThat(pin.shape()).isEqualTo(shared.shape()).isEqualTo(FOUR);
      assertThat(pin.toArray()).containsExactly(1, 1, 1, 1);
      assertThat(pin.slice(1, 2).toArray()).containsExactly(1, 1);
      assertThat(pin.isOpen()).isTrue();
      assertThat(shared.pins()).isEqualTo(1);
      assertThat(outstanding()).isEqualTo(1);
    }
  }

  @Test
  void theMemoryGoesBackWithTheLastPinIfTheOwnerIsGone() {
    SharedTensor shared = ones();
    PooledTensor first = shared.pin();
    PooledTensor second = shared.pin();
    assertThat(shared.pins()).isEqualTo(2);
    shared.close();
    first.close();
    assertThat(second.toArray()).containsOnly(1);
    assertThat(outstanding()).isEqualTo(1);
    second.close();
    assertThat(outstanding()).isZero();
  }

  @Test
  void theMemoryGoesBackWithTheOwnerIfNobodyHasAPin() {
    SharedTensor shared = ones();
    shared.pin().close();
    assertThat(outstanding()).isEqualTo(1);
    shared.close();
    assertThat(outstanding()).isZero();
  }

  @Test
  @SuppressWarnings("UseAfterClose") // the refusal is what is tested
  void nobodyPinsAfterTheOwnerIsGone() {
    SharedTensor shared = ones();
    PooledTensor pin = shared.pin();
    shared.close();
    assertThat(shared.isOpen()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(shared::pin)
        .withMessageContaining("cannot be pinned any more");
    pin.close();
    assertThatIllegalStateException().isThrownBy(shared::pin);
  }

  @Test
  @SuppressWarnings({"UseAfterClose", "DoubleClose"}) // what is refused is what is tested
  void aClosedPinIsStaleAndDoesNotCountTwice() {
    try (SharedTensor shared = ones();
        PooledTensor other = shared.pin()) {
      PooledTensor pin = shared.pin();
      pin.close();
      pin.close();
      assertThat(pin.isOpen()).isFalse();
      assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(() -> pin.get(0));
      assertThat(shared.pins()).isEqualTo(1);
      assertThat(other.toArray()).containsOnly(1);
    }
  }

  @Test
  @SuppressWarnings("DoubleClose") // the second close does nothing
  void theOwnersSecondCloseDoesNothing() {
    SharedTensor shared = ones();
    try (PooledTensor pin = shared.pin()) {
      shared.close();
      shared.close();
      assertThat(pin.toArray()).containsOnly(1);
    }
  }

  @Test
  @SuppressWarnings({"UseAfterClose", "BorrowClosed", "DoubleClose"}) // this is what is refused
  void aSharedTensorIsNobodysToCloseOrShareOnItsOwn() {
    PooledTensor tensor = pool.rent(FOUR);
    try (SharedTensor shared = pool.share(tensor);
        TensorScope scope = pool.openScope()) {
      assertThatIllegalStateException()
          .isThrownBy(tensor::close)
          .withMessageContaining("is shared");
      assertThatIllegalArgumentException().isThrownBy(() -> pool.share(tensor));
      assertThatIllegalArgumentException().isThrownBy(() -> scope.adopt(tensor));
      assertThat(shared.isOpen()).isTrue();
    }
  }

  @Test
  @SuppressWarnings({"UseAfterClose", "BorrowClosed"}) // this is what is refused
  void whatIsClosedOrBelongsToAScopeCannotBeShared() {
    PooledTensor closed = pool.rent(FOUR);
    closed.close();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool.share(closed))
        .withMessageContaining("was closed");
    try (TensorScope scope = pool.openScope()) {
      PooledTensor scoped = scope.rent(FOUR);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pool.share(scoped))
          .withMessageContaining("promote");
      assertThat(scoped.isOpen()).isTrue();
    }
  }

  @Test
  void aSharedTensorCountsAgainstItsBudgetUntilItsLastPin() {
    try (MemoryBudget budget = MemoryBudget.root("root", BudgetLimits.hard(1024));
        TensorPool budgeted = pool.under(budget)) {
      SharedTensor shared = budgeted.share(budgeted.rent(FOUR));
      PooledTensor pin = shared.pin();
      shared.close();
      assertThat(budget.usage().usedBytes()).isEqualTo(64);
      pin.close();
      assertThat(budget.usage().usedBytes()).isZero();
    }
  }

  @Test
  @SuppressWarnings("PooledNotClosed") // one of the tasks closes it
  void pinsAndTheOwnersCloseRaceWithoutLossOrUse() throws Exception {
    int threads = 4;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int round = 0; round < 300; round++) {
        SharedTensor shared = ones();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          boolean owner = i == 0;
          tasks.add(() -> {
            pinUntilClosed(shared, owner);
            return null;
          });
        }
        for (Future<Void> done : executor.invokeAll(tasks)) {
          done.get();
        }
        assertThat(outstanding()).isZero();
      }
    }
  }

  @SuppressWarnings({"UseAfterClose", "BorrowClosed"}) // the refusal after the close is tested
  private static void pinUntilClosed(SharedTensor shared, boolean owner) {
    for (int turn = 0; turn < 20; turn++) {
      if (owner && turn == 10) {
        shared.close();
      }
      try (PooledTensor pin = shared.pin()) {
        assertThat(pin.get(3)).isEqualTo(1);
      } catch (IllegalStateException closed) {
        assertThat(shared.isOpen()).isFalse();
        return;
      }
    }
  }
}
