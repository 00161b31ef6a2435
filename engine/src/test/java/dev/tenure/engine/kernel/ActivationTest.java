package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ActivationTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @Test
  void geluIsTheScalarOne() {
    int n = 1001;
    Tensor input = tensors.poisoned(n);
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      input.set(i, (i - 500) / 100f);
      double x = input.get(i);
      expected[i] = x / 2 * (1 + Doubles.erf(x / Math.sqrt(2)));
    }
    Tensor output = tensors.poisoned(n);

    Activation.gelu(input, output);
    Activation.gelu(input, input);

    GuardedTensors.assertClose(output, expected, 2e-6);
    GuardedTensors.assertClose(input, expected, 2e-6);
    tensors.assertGuardsUntouched();
  }

  @Test
  void geluIsOffByAtMostTwoTenMillionthsOfItsArgument() {
    int n = 100_001;
    Tensor input = tensors.poisoned(n);
    for (int i = 0; i < n; i++) {
      input.set(i, (i - n / 2) / 10_000f);
    }
    Tensor output = tensors.poisoned(n);

    Activation.gelu(input, output);

    for (int i = 0; i < n; i++) {
      double x = input.get(i);
      double expected = x / 2 * (1 + Doubles.erf(x / Math.sqrt(2)));
      assertThat(Math.abs(output.get(i) - expected))
          .as("gelu(%s)", x)
          .isLessThanOrEqualTo(2e-7 * Math.abs(x));
    }
  }

  @Test
  void anOutputThatOverlapsWithAPartOfTheInputIsRefused() {
    Tensor all = tensors.random(20);

    assertThatThrownBy(() -> Activation.gelu(all.slice(0, 10), all.slice(1, 11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output must not overlap with input");
  }
}
