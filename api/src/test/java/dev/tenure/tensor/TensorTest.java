package dev.tenure.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TensorTest {
  private static Tensor matrix() {
    return Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
  }

  private static void assertOutOfBounds(ThrowingCallable access) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(access);
  }

  @Test
  void elementsAreCopiedInRowMajorOrder() {
    float[] elements = {1, 2, 3, 4};
    Tensor tensor = Tensor.of(Shape.of(2, 2), elements);
    elements[0] = 9;
    assertThat(tensor.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4);
    assertThat(tensor.get(2)).isEqualTo(3);
  }

  @Test
  void noElementsStandForZeros() {
    assertThat(Tensor.of(Shape.of(2, 3)).toArray()).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(Tensor.of(Shape.of()).toArray()).containsExactly(0);
    assertThat(Tensor.of(Shape.of(0, 4)).toArray()).isEmpty();
  }

  @Test
  void anotherNumberOfElementsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(Shape.of(2, 2), 1, 2, 3))
        .withMessage("a tensor of shape [2, 2] has 4 elements, not 3");
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(Shape.of(0), 1));
  }

  @Test
  void moreElementsThanAnArrayHoldsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(Shape.of(65_536, 65_536)))
        .withMessageContaining("[65536, 65536]");
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(Shape.of(Integer.MAX_VALUE)));
  }

  @Test
  void elementsAreSetOneByOneAndAllAtOnce() {
    Tensor tensor = matrix();
    tensor.set(5, 9);
    assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4, 5, 9);
    tensor.fill(7);
    assertThat(tensor.toArray()).containsOnly(7);
    tensor.copyFrom(new float[] {6, 5, 4, 3, 2, 1});
    assertThat(tensor.toArray()).containsExactly(6, 5, 4, 3, 2, 1);
    tensor.copyFrom(Tensor.of(Shape.of(6), 1, 1, 2, 3, 5, 8));
    assertThat(tensor.toArray()).containsExactly(1, 1, 2, 3, 5, 8);
  }

  @Test
  void copiesOfAnotherNumberOfElementsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matrix().copyFrom(new float[5]))
        .withMessage("5 elements for a tensor of shape [3, 2], which has 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matrix().copyFrom(Tensor.of(Shape.of(7))));
  }

  @Test
  void aPartIsCopiedOut() {
    float[] destination = {9, 9, 9, 9};
    matrix().copyTo(2, destination, 1, 2);
    assertThat(destination).containsExactly(9, 3, 4, 9);
  }

  @Test
  void accessOutsideOfTheElementsIsRefused() {
    Tensor tensor = matrix();
    assertOutOfBounds(() -> tensor.get(-1));
    assertOutOfBounds(() -> tensor.get(6));
    assertOutOfBounds(() -> tensor.get(1L << 32));
    assertOutOfBounds(() -> tensor.set(6, 1));
    assertOutOfBounds(() -> tensor.copyTo(5, new float[4], 0, 2));
    assertOutOfBounds(() -> tensor.copyTo(0, new float[4], 3, 2));
    assertOutOfBounds(() -> tensor.copyTo(-1, new float[4], 0, 1));
    assertOutOfBounds(() -> tensor.copyTo(0, new float[4], 0, -1));
  }

  @Test
  void aReshapedViewSharesTheElements() {
    Tensor tensor = matrix();
    Tensor view = tensor.reshape(Shape.of(2, 3));
    view.set(0, 9);
    tensor.set(5, 8);
    assertThat(view.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(tensor.get(0)).isEqualTo(9);
    assertThat(view.get(5)).isEqualTo(8);
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(Shape.of(5)));
  }

  @Test
  void aSliceSharesItsRowsAndNothingElse() {
    Tensor tensor = matrix();
    Tensor rows = tensor.slice(1, 3);
    assertThat(rows.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(rows.toArray()).containsExactly(3, 4, 5, 6);
    rows.slice(0, 1).fill(0);
    assertThat(tensor.toArray()).containsExactly(1, 2, 0, 0, 5, 6);
    assertOutOfBounds(() -> rows.get(4));
    assertOutOfBounds(() -> rows.get(-1));
  }

  @Test
  void aSliceMayBeEmpty() {
    assertThat(matrix().slice(3, 3).toArray()).isEmpty();
    assertThat(matrix().slice(3, 3).shape()).isEqualTo(Shape.of(0, 2));
    assertThat(Tensor.of(Shape.of(0, 2)).slice(0, 0).toArray()).isEmpty();
  }

  @Test
  void rowsThatAreNotThereAreRefused() {
    assertOutOfBounds(() -> matrix().slice(-1, 2));
    assertOutOfBounds(() -> matrix().slice(0, 4));
    assertOutOfBounds(() -> matrix().slice(2, 1));
    assertOutOfBounds(() -> Tensor.of(Shape.of()).slice(0, 1));
  }
}
