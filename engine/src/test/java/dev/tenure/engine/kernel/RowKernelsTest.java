package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernels that work on rows, each against a scalar twin in double precision.
class RowKernelsTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 17, 100})
  void softmaxIsTheScalarOne(int n) {
    Tensor input = tensors.random(3, n);
    input.set(0, 80);
    double[] expected = new double[3 * n];
    for (int row = 0; row < 3; row++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.exp(input.get((long) row * n + i));
      }
      for (int i = 0; i < n; i++) {
        expected[row * n + i] = Math.exp(input.get((long) row * n + i)) / sum;
      }
    }
    Tensor output = tensors.poisoned(3, n);

    Softmax.rows(input, output);
    Softmax.rows(input, input);

    GuardedTensors.assertClose(output, expected, 1e-6);
    GuardedTensors.assertClose(input, expected, 1e-6);
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 17, 100})
  void layerNormIsTheScalarOne(int n) {
    Tensor input = tensors.random(3, n);
    Tensor gain = tensors.random(n);
    Tensor bias = tensors.random(n);
    double[] expected = new double[3 * n];
    for (int row = 0; row < 3; row++) {
      double[] x = Doubles.of(input.slice(row, row + 1));
      double mean = Doubles.mean(x);
      double deviation = Math.sqrt(Doubles.variance(x) + 1e-5);
      for (int i = 0; i < n; i++) {
        expected[row * n + i] = (x[i] - mean) / deviation * gain.get(i) + bias.get(i);
      }
    }
    Tensor output = tensors.poisoned(3, n);

    Normalization.layerNorm(input, gain, bias, 1e-5f, output);
    Normalization.layerNorm(input, gain, bias, 1e-5f, input);

    GuardedTensors.assertClose(output, expected, 2e-5);
    GuardedTensors.assertClose(input, expected, 2e-5);
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 17, 100})
  void theSumIsTheScalarOne(int n) {
    Tensor left = tensors.random(n);
    Tensor right = tensors.random(n);
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      expected[i] = left.get(i) + right.get(i);
    }
    Tensor output = tensors.poisoned(n);

    Elementwise.add(left, right, output);
    Elementwise.add(left, right, left);

    GuardedTensors.assertClose(output, expected, 0);
    GuardedTensors.assertClose(left, expected, 0);
    tensors.assertGuardsUntouched();
  }

  @Test
  void aDestinationThatOverlapsWithAPartOfItsInputIsRefused() {
    Tensor all = tensors.random(20);

    assertThatThrownBy(() -> Activation.gelu(all.slice(0, 10), all.slice(1, 11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not overlap");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 17})
  void theMeanOfRowsAndTheUnitVectorAreTheScalarOnes(int n) {
    Tensor rows = tensors.random(5, n);
    double[] mean = new double[n];
    for (int i = 0; i < 5 * n; i++) {
      mean[i % n] += rows.get(i) / 5.0;
    }
    Tensor output = tensors.poisoned(n);

    Pooling.mean(rows, output);
    GuardedTensors.assertClose(output, mean, 1e-6);

    Pooling.l2Normalize(output, output);
    double[] unit = Doubles.unit(mean);
    GuardedTensors.assertClose(output, unit, 1e-5);
    tensors.assertGuardsUntouched();
  }

  @Test
  void embeddingsAreTheRowsOfTheirIds() {
    Tensor table = tensors.random(4, 5);
    Tensor output = tensors.poisoned(3, 5);

    Embedding.lookup(table, new int[] {3, 0, 3}, output);

    assertThat(output.slice(0, 1).toArray()).isEqualTo(table.slice(3, 4).toArray());
    assertThat(output.slice(1, 2).toArray()).isEqualTo(table.slice(0, 1).toArray());
    assertThat(output.slice(2, 3).toArray()).isEqualTo(table.slice(3, 4).toArray());
    tensors.assertGuardsUntouched();
  }

  @Test
  void anIdOutsideOfTheTableIsRefused() {
    Tensor table = tensors.random(4, 5);
    Tensor output = tensors.poisoned(1, 5);

    assertThatThrownBy(() -> Embedding.lookup(table, new int[] {4}, output))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("no row 4");
  }
}
