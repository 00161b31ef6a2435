package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizationTest {
  private static final float EPSILON = 1e-5f;

  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @MethodSource("dev.tenure.engine.kernel.Sizes#lengths")
  void eachRowIsTheScalarOneAlsoInPlace(int n) {
    Sizes.rows().forEach(rows -> check(rows, n));
  }

  private void check(int rows, int n) {
    Tensor input = tensors.random(rows, n);
    Tensor gain = tensors.random(n);
    Tensor bias = tensors.random(n);
    double[] expected = new double[rows * n];
    for (int row = 0; row < rows; row++) {
      double[] x = Doubles.of(input.slice(row, row + 1));
      double mean = Doubles.mean(x);
      double deviation = Math.sqrt(Doubles.variance(x) + EPSILON);
      for (int i = 0; i < n; i++) {
        expected[row * n + i] = (x[i] - mean) / deviation * gain.get(i) + bias.get(i);
      }
    }
    Tensor output = tensors.poisoned(rows, n);

    Normalization.layerNorm(input, gain, bias, EPSILON, output);
    Normalization.layerNorm(input, gain, bias, EPSILON, input);

    // Two near elements leave a small deviation to divide by.
    GuardedTensors.assertClose(output, expected, 1e-4);
    GuardedTensors.assertClose(input, expected, 1e-4);
    tensors.assertGuardsUntouched();
  }

  @Test
  void aConstantRowBecomesTheBias() {
    Tensor input = tensors.poisoned(1, 17);
    input.fill(3);
    Tensor gain = tensors.random(17);
    Tensor bias = tensors.random(17);

    Normalization.layerNorm(input, gain, bias, EPSILON, input);

    assertThat(input.toArray()).containsExactly(bias.toArray());
  }

  @Test
  void aGainOfAnotherLengthIsRefusedByName() {
    Tensor input = tensors.random(2, 4);
    Tensor gain = tensors.random(5);
    Tensor bias = tensors.random(4);

    assertThatThrownBy(() -> Normalization.layerNorm(input, gain, bias, EPSILON, input))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gain must have the shape");
  }

  @Test
  void anOutputThatIsTheBiasIsRefused() {
    Tensor input = tensors.random(1, 4);
    Tensor gain = tensors.random(4);
    Tensor output = tensors.random(1, 4);
    Tensor bias = output.reshape(gain.shape());

    assertThatThrownBy(() -> Normalization.layerNorm(input, gain, bias, EPSILON, output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output must not overlap with bias");
  }
}
