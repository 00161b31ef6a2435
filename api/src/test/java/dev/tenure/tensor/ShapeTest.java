package dev.tenure.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final int MAX = Integer.MAX_VALUE;

  @Test
  void aShapeKnowsItsRankItsDimensionsAndItsElementCount() {
    Shape shape = Shape.of(2, 3, 5);
    assertThat(shape.rank()).isEqualTo(3);
    assertThat(shape.toArray()).containsExactly(2, 3, 5);
    assertThat(shape.elementCount()).isEqualTo(30);
  }

  @Test
  void negativePositionsCountFromTheInnermostDimension() {
    Shape shape = Shape.of(2, 3, 5);
    assertThat(shape.dimension(0)).isEqualTo(2);
    assertThat(shape.dimension(2)).isEqualTo(5);
    assertThat(shape.dimension(-1)).isEqualTo(5);
    assertThat(shape.dimension(-3)).isEqualTo(2);
  }

  @Test
  void aDimensionThatIsNotThereIsRefused() {
    Shape shape = Shape.of(2, 3);
    assertThatThrownBy(() -> shape.dimension(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("no dimension 2 in shape [2, 3]");
    assertThatThrownBy(() -> shape.dimension(-3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Shape.of().dimension(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void theShapeOfAScalarHasOneElement() {
    assertThat(Shape.of().rank()).isZero();
    assertThat(Shape.of().elementCount()).isEqualTo(1);
    assertThat(Shape.of()).hasToString("[]");
  }

  @Test
  void aZeroDimensionEmptiesTheShapeWhereverItStands() {
    assertThat(Shape.of(0, 3).elementCount()).isZero();
    assertThat(Shape.of(3, 0).elementCount()).isZero();
    assertThat(Shape.of(0, MAX, MAX, MAX).elementCount()).isZero();
    assertThat(Shape.of(MAX, MAX, MAX, 0).elementCount()).isZero();
  }

  @Test
  void elementCountsBeyondAnIntAreExact() {
    assertThat(Shape.of(MAX, MAX).elementCount()).isEqualTo((long) MAX * MAX);
    assertThat(Shape.of(MAX, MAX, 2).elementCount()).isEqualTo(2L * MAX * MAX);
  }

  @Test
  void moreElementsThanALongHoldsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.of(MAX, MAX, 3))
        .withMessageContaining("2^63 - 1")
        .withMessageContaining("[2147483647, 2147483647, 3]");
  }

  @Test
  void negativeDimensionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.of(2, -1))
        .withMessage("a dimension must not be negative: [2, -1]");
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(0, -1));
  }

  @Test
  void arraysAreCopiedInAndOut() {
    int[] dimensions = {2, 3};
    Shape shape = Shape.of(dimensions);
    dimensions[0] = 7;
    shape.toArray()[1] = 7;
    assertThat(shape.toArray()).containsExactly(2, 3);
  }

  @Test
  void theOutermostDimensionCanBeReplaced() {
    Shape shape = Shape.of(2, 3);
    assertThat(shape.withOutermost(5)).isEqualTo(Shape.of(5, 3));
    assertThat(shape).isEqualTo(Shape.of(2, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> shape.withOutermost(-1));
    assertThatIllegalStateException().isThrownBy(() -> Shape.of().withOutermost(1));
  }

  @Test
  void equalityIsThatOfTheDimensions() {
    assertThat(Shape.of(2, 3))
        .isEqualTo(Shape.of(2, 3))
        .hasSameHashCodeAs(Shape.of(2, 3))
        .hasToString("[2, 3]")
        .isNotEqualTo(Shape.of(3, 2))
        .isNotEqualTo(Shape.of(6))
        .isNotEqualTo("[2, 3]");
  }
}
