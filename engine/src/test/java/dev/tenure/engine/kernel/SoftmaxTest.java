package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @MethodSource("dev.tenure.engine.kernel.Sizes#lengths")
  void eachRowIsTheScalarOneAlsoInPlace(int n) {
    Sizes.rows().forEach(rows -> check(rows, n));
  }

  private void check(int rows, int n) {
    Tensor input = tensors.random(rows, n);
    input.set(0, 80);
    double[] expected = softmax(input);
    Tensor output = tensors.poisoned(rows, n);

    Softmax.rows(input, output);
    Softmax.rows(input, input);

    GuardedTensors.assertClose(output, expected, 1e-6);
    GuardedTensors.assertClose(input, expected, 1e-6);
    tensors.assertGuardsUntouched();
  }

  @Test
  void rowsOfALargerTensorAreWorkedOnAlone() {
    Tensor all = tensors.random(7, 19);
    Tensor output = tensors.poisoned(7, 19);

    Softmax.rows(all.slice(1, 4), output.slice(3, 6));

    GuardedTensors.assertClose(output.slice(3, 6), softmax(all.slice(1, 4)), 1e-6);
    assertThat(output.slice(0, 3).toArray()).containsOnly(Float.NaN);
    assertThat(output.slice(6, 7).toArray()).containsOnly(Float.NaN);
  }

  @Test
  void largeElementsDoNotOverflowAndMinusInfinityGetsNothing() {
    Tensor x = tensors.poisoned(1, 3);
    x.copyFrom(new float[] {3e38f, 3e38f, Float.NEGATIVE_INFINITY});

    Softmax.rows(x, x);

    GuardedTensors.assertClose(x.reshape(Shape.of(3)), new double[] {0.5, 0.5, 0}, 1e-6);
  }

  @Test
  void anElementThatIsNaNMakesItsRowNaNAndNoOther() {
    Tensor x = tensors.random(2, 17);
    x.set(16, Float.NaN);

    Softmax.rows(x, x);

    assertThat(x.slice(0, 1).toArray()).containsOnly(Float.NaN);
    assertThat(x.slice(1, 2).toArray()).doesNotContain(Float.NaN);
  }

  private static double[] softmax(Tensor input) {
    int n = input.shape().dimension(1);
    double[] expected = new double[(int) input.shape().elementCount()];
    for (int first = 0; first < expected.length; first += n) {
      double sum = 0;
      for (int i = first; i < first + n; i++) {
        expected[i] = Math.exp(input.get(i));
        sum += expected[i];
      }
      for (int i = first; i < first + n; i++) {
        expected[i] /= sum;
      }
    }
    return expected;
  }
}
