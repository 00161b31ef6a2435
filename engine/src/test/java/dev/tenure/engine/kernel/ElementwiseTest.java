package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @MethodSource("dev.tenure.engine.kernel.Sizes#lengths")
  void theSumIsTheScalarOneAlsoInPlaceOfEitherSide(int n) {
    Tensor left = tensors.random(n);
    Tensor right = tensors.random(n);
    Tensor other = tensors.poisoned(n);
    other.copyFrom(right);
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      expected[i] = left.get(i) + right.get(i);
    }
    Tensor output = tensors.poisoned(n);

    Elementwise.add(left, right, output);
    Elementwise.add(left, other, other);
    Elementwise.add(left, right, left);

    GuardedTensors.assertClose(output, expected, 0);
    GuardedTensors.assertClose(other, expected, 0);
    GuardedTensors.assertClose(left, expected, 0);
    tensors.assertGuardsUntouched();
  }

  @Test
  void anInputOfAnotherShapeIsRefusedByName() {
    Tensor left = tensors.random(3);
    Tensor right = tensors.random(4);

    assertThatThrownBy(() -> Elementwise.add(left, right, left))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("right must have the shape");
  }

  @Test
  void anOutputThatOverlapsWithAPartOfTheRightSideIsRefused() {
    Tensor all = tensors.random(20);
    Tensor left = tensors.random(10);

    assertThatThrownBy(() -> Elementwise.add(left, all.slice(0, 10), all.slice(9, 19)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output must not overlap with right");
  }
}
