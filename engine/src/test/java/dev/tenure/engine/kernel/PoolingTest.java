package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolingTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @MethodSource("dev.tenure.engine.kernel.Sizes#lengths")
  void theMeanOfRowsIsTheScalarOne(int n) {
    Sizes.rows().forEach(count -> checkMean(count, n));
  }

  private void checkMean(int count, int n) {
    Tensor rows = tensors.random(count, n);
    double[] expected = new double[n];
    for (int i = 0; i < count * n; i++) {
      expected[i % n] += (double) rows.get(i) / count;
    }
    Tensor output = tensors.poisoned(n);

    Pooling.mean(rows, output);

    GuardedTensors.assertClose(output, expected, 1e-6);
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @MethodSource("dev.tenure.engine.kernel.Sizes#lengths")
  void theUnitVectorIsTheScalarOneAlsoInPlace(int n) {
    Tensor input = tensors.random(n);
    double[] expected = Doubles.unit(Doubles.of(input));
    Tensor output = tensors.poisoned(n);

    Pooling.l2Normalize(input, output);
    Pooling.l2Normalize(input, input);

    GuardedTensors.assertClose(output, expected, 1e-6);
    GuardedTensors.assertClose(input, expected, 1e-6);
    tensors.assertGuardsUntouched();
  }

  @Test
  void zerosStayZeros() {
    Tensor zeros = tensors.poisoned(17);
    zeros.fill(0);

    Pooling.l2Normalize(zeros, zeros);

    assertThat(zeros.toArray()).containsOnly(0);
  }

  @Test
  void theMeanOfNoRowsIsRefused() {
    Tensor none = tensors.random(2, 3).slice(1, 1);
    Tensor output = tensors.poisoned(3);

    assertThatThrownBy(() -> Pooling.mean(none, output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no rows");
  }

  @Test
  void aMeanIntoItsOwnRowsIsRefused() {
    Tensor all = tensors.random(3);

    assertThatThrownBy(() -> Pooling.mean(all.reshape(tensors.random(1, 3).shape()), all))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output must not overlap with rows");
  }
}
