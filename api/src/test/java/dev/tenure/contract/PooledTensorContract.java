package dev.tenure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The contract of `PooledTensor` and, for tensors of a pool and their views, of `Tensor`.
public abstract class PooledTensorContract extends PoolTest {
  /// Called by subclasses.
  protected PooledTensorContract() {}

  private static void assertOutOfBounds(ThrowingCallable access) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(access);
  }

  private static void assertClosed(List<ThrowingCallable> accesses) {
    assertThat(accesses)
        .allSatisfy(
            access -> assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(access));
  }

  private PooledTensor matrix() {
    PooledTensor tensor = pool.rent(Shape.of(3, 2));
    tensor.copyFrom(new float[] {1, 2, 3, 4, 5, 6});
    return tensor;
  }

  @Test
  void theCapacityBehindATensorIsNeverVisible() {
    for (int size = 0; size <= 300; size++) {
      try (PooledTensor tensor = pool.rentUninitialized(Shape.of(size))) {
        int end = size;
        assertThat(tensor.shape()).isEqualTo(Shape.of(size));
        assertThat(tensor.toArray()).hasSize(size);
        assertOutOfBounds(() -> tensor.get(end));
        assertOutOfBounds(() -> tensor.set(end, 1));
        assertOutOfBounds(() -> tensor.copyTo(0, new float[end + 1], 0, end + 1));
      }
    }
  }

  @Test
  void elementsAreSetOneByOneAndAllAtOnce() {
    try (PooledTensor tensor = matrix()) {
      tensor.set(5, 9);
      assertThat(tensor.get(5)).isEqualTo(9);
      assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4, 5, 9);
      tensor.fill(7);
      assertThat(tensor.toArray()).hasSize(6).containsOnly(7);
      tensor.fill(-0.0f);
      assertThat(tensor.toArray()).containsOnly(-0.0f);
      tensor.copyFrom(new float[] {6, 5, 4, 3, 2, 1});
      assertThat(tensor.toArray()).containsExactly(6, 5, 4, 3, 2, 1);
    }
  }

  @Test
  void elementsAreCopiedBetweenHeapAndPool() {
    Tensor heap = Tensor.of(Shape.of(6), 1, 1, 2, 3, 5, 8);
    try (PooledTensor tensor = matrix();
        PooledTensor other = pool.rent(Shape.of(2, 3))) {
      other.copyFrom(tensor);
      assertThat(other.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
      tensor.copyFrom(heap);
      assertThat(tensor.toArray()).containsExactly(1, 1, 2, 3, 5, 8);
      heap.copyFrom(other);
      assertThat(heap.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void aPartIsCopiedOut() {
    float[] destination = {9, 9, 9, 9};
    try (PooledTensor tensor = matrix()) {
      tensor.copyTo(2, destination, 1, 2);
    }
    assertThat(destination).containsExactly(9, 3, 4, 9);
  }

  @Test
  void copiesOfAnotherNumberOfElementsAreRefused() {
    try (PooledTensor tensor = matrix()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tensor.copyFrom(new float[5]))
          .withMessageContaining("[3, 2]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tensor.copyFrom(Tensor.of(Shape.of(7))));
      assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(Shape.of(7)));
      assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void accessOutsideOfTheElementsIsRefused() {
    try (PooledTensor tensor = matrix()) {
      assertOutOfBounds(() -> tensor.get(-1));
      assertOutOfBounds(() -> tensor.get(6));
      assertOutOfBounds(() -> tensor.get(1L << 62));
      assertOutOfBounds(() -> tensor.set(-1, 1));
      assertOutOfBounds(() -> tensor.copyTo(5, new float[4], 0, 2));
      assertOutOfBounds(() -> tensor.copyTo(0, new float[4], 3, 2));
      assertOutOfBounds(() -> tensor.copyTo(-1, new float[4], 0, 1));
      assertOutOfBounds(() -> tensor.copyTo(0, new float[4], 0, -1));
      assertOutOfBounds(() -> tensor.slice(-1, 2));
      assertOutOfBounds(() -> tensor.slice(0, 4));
      assertOutOfBounds(() -> tensor.slice(2, 1));
    }
  }

  @Test
  void scalarsAndEmptyTensorsAreTensors() {
    try (PooledTensor scalar = pool.rent(Shape.of());
        PooledTensor empty = pool.rent(Shape.of(0, 4))) {
      scalar.set(0, 3);
      assertThat(scalar.toArray()).containsExactly(3);
      assertThat(scalar.reshape(Shape.of(1, 1)).get(0)).isEqualTo(3);
      assertOutOfBounds(() -> scalar.slice(0, 1));
      empty.fill(1);
      assertThat(empty.toArray()).isEmpty();
      assertThat(empty.slice(0, 0).shape()).isEqualTo(Shape.of(0, 4));
      assertOutOfBounds(() -> empty.get(0));
    }
  }

  @Test
  void viewsShareTheMemoryOfTheirOwner() {
    try (PooledTensor tensor = matrix()) {
      Tensor rows = tensor.slice(1, 3);
      Tensor flat = rows.reshape(Shape.of(4));
      flat.slice(0, 2).fill(0);
      tensor.set(5, 9);
      assertThat(rows.shape()).isEqualTo(Shape.of(2, 2));
      assertThat(rows.toArray()).containsExactly(0, 0, 5, 9);
      assertThat(tensor.toArray()).containsExactly(1, 2, 0, 0, 5, 9);
      rows.copyFrom(new float[] {7, 7, 7, 7});
      assertThat(tensor.toArray()).containsExactly(1, 2, 7, 7, 7, 7);
      assertThat(tensor.slice(3, 3).toArray()).isEmpty();
    }
  }

  @Test
  void aViewReachesNothingOutsideOfItsOwnElements() {
    try (PooledTensor tensor = matrix()) {
      Tensor middle = tensor.slice(1, 2);
      assertOutOfBounds(() -> middle.get(-1));
      assertOutOfBounds(() -> middle.get(2));
      assertOutOfBounds(() -> middle.copyTo(1, new float[4], 0, 2));
      assertOutOfBounds(() -> middle.slice(0, 2));
      middle.fill(0);
      assertThat(tensor.toArray()).containsExactly(1, 2, 0, 0, 5, 6);
    }
  }

  @Test
  void aTensorIsOpenUntilItIsClosed() {
    PooledTensor tensor = pool.rent(Shape.of(2, 2));
    assertThat(tensor.isOpen()).isTrue();
    tensor.close();
    assertThat(tensor.isOpen()).isFalse();
    assertThat(tensor.toString()).contains("[2, 2]");
  }

  @Test
  void everyAccessAfterTheCloseIsRefused() {
    PooledTensor tensor = pool.rent(Shape.of(2, 2));
    tensor.close();
    assertClosed(accessesTo(tensor));
    assertThatExceptionOfType(ClosedTensorException.class)
        .isThrownBy(() -> tensor.get(0))
        .withMessageContaining("[2, 2]")
        .withMessageContaining("closed");
  }

  @Test
  void afterTheCloseWrongArgumentsAreNotWhatIsComplainedAbout() {
    PooledTensor tensor = pool.rent(Shape.of(2, 2));
    tensor.close();
    assertClosed(
        List.of(
            () -> tensor.get(4),
            () -> tensor.set(-1, 1),
            () -> tensor.copyFrom(new float[5]),
            () -> tensor.copyFrom(Tensor.of(Shape.of(5))),
            () -> tensor.copyTo(0, new float[4], 0, 5),
            () -> tensor.reshape(Shape.of(5)),
            () -> tensor.slice(0, 3)));
  }

  @Test
  void viewsDieWithTheirOwner() {
    PooledTensor tensor = pool.rent(Shape.of(4, 2));
    Tensor slice = tensor.slice(2, 4);
    Tensor viewOfView = slice.reshape(Shape.of(4));
    tensor.close();
    assertClosed(accessesTo(slice));
    assertClosed(accessesTo(viewOfView));
  }

  @Test
  void staleHandlesAndViewsStayClosedWhenTheMemoryServesAnotherTensor() {
    PooledTensor stale = pool.rent(Shape.of(2, 2));
    Tensor view = stale.reshape(Shape.of(4));
    stale.close();
    try (PooledTensor next = pool.rent(Shape.of(2, 2))) {
      assertThat(pool.statistics().hits()).isEqualTo(1);
      assertThat(stale.isOpen()).isFalse();
      assertClosed(accessesTo(stale));
      assertClosed(accessesTo(view));
      assertThat(next.toArray()).containsOnly(0);
    }
  }
}
