package dev.tenure.engine.kernel;

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
}
