package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.engine.storage.NativeTensor;
import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorWorkspace;
import dev.tenure.memory.WorkspaceSlot;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeTensorWorkspaceTest {
  private final TensorPool pool = TensorPool.withLimit(1 << 20);
  private final TensorWorkspace workspace = pool.openWorkspace();

  @AfterEach
  void closeAll() {
    workspace.close();
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  private static long addressOf(Tensor tensor) {
    return ((NativeTensor) tensor).address();
  }

  @Test
  void aSlotIsNotRentedAgainForShapesWithinItsCapacity() {
    WorkspaceSlot slot = workspace.slot("hidden");
    assertThat(slot.capacityBytes()).isZero();
    long first = addressOf(slot.take(Shape.of(10, 10)));
    assertThat(slot.capacityBytes()).isEqualTo(448);
    for (Shape shape : new Shape[] {Shape.of(3), Shape.of(0), Shape.of(), Shape.of(112)}) {
      Tensor tensor = slot.takeUninitialized(shape);
      assertThat(tensor.shape()).isEqualTo(shape);
      assertThat(tensor.toArray()).hasSize((int) shape.elementCount());
      assertThat(addressOf(tensor)).isEqualTo(first);
    }
    assertThat(pool.statistics().rents()).isEqualTo(1);
  }

  @Test
  void aSlotGrowsOnceForALargerShapeAndHoldsOneBlock() {
    WorkspaceSlot slot = workspace.slot("hidden");
    slot.take(Shape.of(10));
    slot.take(Shape.of(1_000));
    slot.take(Shape.of(10));
    slot.take(Shape.of(1_000));
    assertThat(pool.statistics().rents()).isEqualTo(2);
    assertThat(pool.statistics().outstanding()).isEqualTo(1);
    assertThat(workspace.heldBytes()).isEqualTo(4_096).isEqualTo(pool.statistics().liveBytes());
  }

  @Test
  void slotsOfOneNameAreOneAndOthersAreApart() {
    WorkspaceSlot left = workspace.slot("left");
    WorkspaceSlot right = workspace.slot("right");
    assertThat(workspace.slot("left")).isSameAs(left).isNotSameAs(right);
    assertThat(left.name()).isEqualTo("left");
    Tensor a = left.take(Shape.of(4));
    Tensor b = right.take(Shape.of(4));
    a.fill(1);
    b.fill(2);
    assertThat(a.toArray()).containsOnly(1);
    assertThat(b.toArray()).containsOnly(2);
  }

  @Test
  void whatIsTakenIsZeroUnlessItIsToBeOverwritten() {
    WorkspaceSlot slot = workspace.slot("hidden");
    slot.take(Shape.of(100)).fill(7);
    assertThat(slot.take(Shape.of(50)).toArray()).containsOnly(0);
  }

  @Test
  @SuppressWarnings("WorkspaceInvalidated") // the stale uses are what is tested
  void theEarlierTensorAndItsViewsThrowAfterTheNextTakeAlsoOfTheSameShape() {
    WorkspaceSlot slot = workspace.slot("hidden");
    Tensor first = slot.take(Shape.of(4));
    Tensor view = first.slice(0, 2);
    Tensor second = slot.take(Shape.of(4));
    second.fill(3);
    assertThatExceptionOfType(ClosedTensorException.class)
        .isThrownBy(() -> first.get(0))
        .withMessageContaining("slot hidden")
        .withMessageContaining("taken again");
    assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(() -> view.set(0, 1));
    assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(() -> addressOf(first));
    assertThat(second.toArray()).containsOnly(3);
  }

  @Test
  @SuppressWarnings("WorkspaceInvalidated") // the stale use is what is tested
  void aTakeThatDoesNotFitLeavesTheSlotUsableAndTheEarlierTensorStale() {
    WorkspaceSlot slot = workspace.slot("hidden");
    Tensor first = slot.take(Shape.of(4));
    for (Shape huge :
        new Shape[] {Shape.of(1 << 20), Shape.of(1 << 30, 1 << 10), Shape.of(1 << 30, 1 << 30)}) {
      assertThatExceptionOfType(MemoryLimitException.class).isThrownBy(() -> slot.take(huge));
    }
    assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(() -> first.get(0));
    assertThat(slot.take(Shape.of(4)).toArray()).containsOnly(0);
  }

  @Test
  @SuppressWarnings({"UseAfterClose", "DoubleClose"}) // what is refused is what is tested
  void theCloseGivesEverythingBackAndEndsAllTensors() {
    WorkspaceSlot slot = workspace.slot("hidden");
    Tensor tensor = slot.take(Shape.of(4));
    workspace.close();
    assertThat(pool.statistics().liveBytes()).isZero();
    assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(() -> tensor.get(0));
    assertThatIllegalStateException().isThrownBy(() -> slot.take(Shape.of(4)));
    assertThatIllegalStateException().isThrownBy(() -> workspace.slot("other"));
  }

  @Test
  void aWorkspaceIsRefusedToOtherThreadsUntilItIsHandedOver() throws Exception {
    WorkspaceSlot slot = workspace.slot("hidden");
    slot.take(Shape.of(4)).fill(1);
    OtherThread.assertRefused(() -> slot.take(Shape.of(4)));
    OtherThread.assertRefused(() -> workspace.slot("hidden"));
    OtherThread.assertRefused(workspace::close);
    OtherThread.assertRefused(workspace::handOver);
    workspace.handOver();
    float first =
        OtherThread.call(() -> {
          float taken = slot.take(Shape.of(4)).get(0);
          workspace.handOver();
          return taken;
        });
    assertThat(first).isZero();
    slot.take(Shape.of(4)).fill(2);
  }

  @Test
  void aWorkspaceUnderABudgetCountsThere() {
    try (MemoryBudget budget = MemoryBudget.root("session", BudgetLimits.hard(1024));
        TensorPool budgeted = pool.under(budget);
        TensorWorkspace limited = budgeted.openWorkspace()) {
      WorkspaceSlot slot = limited.slot("hidden");
      slot.take(Shape.of(192));
      slot.take(Shape.of(256)); // fits, since what it replaces goes back first
      assertThat(budget.usage().usedBytes()).isEqualTo(1024);
      assertThatExceptionOfType(MemoryLimitException.class)
          .isThrownBy(() -> limited.slot("more").take(Shape.of(1)));
    }
  }
}
