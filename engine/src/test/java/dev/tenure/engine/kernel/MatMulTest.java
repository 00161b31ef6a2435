package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatMulTest {
  private final GuardedTensors tensors = new GuardedTensors();

  /// Rows, the inner dimension, and columns: whole tiles, what is left beside them, and nothing.
  private static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(1, 1, 1),
        Arguments.of(3, 5, 7),
        Arguments.of(4, 8, 16),
        Arguments.of(5, 17, 33),
        Arguments.of(13, 64, 15),
        Arguments.of(9, 31, 100),
        Arguments.of(6, 7, 63),
        Arguments.of(7, 3, 65),
        Arguments.of(8, 2, 1),
        Arguments.of(11, 600, 70),
        // Blocks of the inner dimension: with all rows in a cache, and with more rows than that.
        Arguments.of(11, 2100, 40),
        Arguments.of(130, 300, 70),
        Arguments.of(50, 2050, 35),
        // More of everything than is copied or packed at once, and an odd number of steps.
        Arguments.of(29, 1033, 535),
        Arguments.of(2, 1025, 40),
        Arguments.of(2, 0, 3),
        Arguments.of(0, 4, 5));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theLinearLayerIsTheScalarOne(int m, int inner, int columns) {
    Tensor input = tensors.random(m, inner);
    Tensor weights = tensors.random(inner, columns);
    Tensor bias = tensors.random(columns);
    Tensor output = tensors.poisoned(m, columns);

    MatMul.linear(input, WeightMatrix.packTransposed(weights, Arena.ofAuto()), bias, output);

    double[] expected = product(input, weights);
    double tolerance = tolerance(input, weights, expected);
    for (int i = 0; i < expected.length; i++) {
      expected[i] += bias.get(i % columns);
    }
    GuardedTensors.assertClose(output, expected, tolerance);
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void anActivationIsAppliedToTheLinearLayersResults(int m, int inner, int columns) {
    Tensor input = tensors.random(m, inner);
    WeightMatrix weights =
        WeightMatrix.packTransposed(tensors.random(inner, columns), Arena.ofAuto());
    Tensor bias = tensors.random(columns);
    Tensor inSteps = tensors.poisoned(m, columns);
    Tensor atOnce = tensors.poisoned(m, columns);

    MatMul.linear(input, weights, bias, inSteps);
    Activation.gelu(inSteps, inSteps);
    MatMul.linear(input, weights, bias, ActivationFunction.GELU, atOnce);

    assertThat(atOnce.toArray()).isEqualTo(inSteps.toArray());
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theProductIsTheScalarOne(int m, int inner, int columns) {
    Tensor left = tensors.random(m, inner);
    Tensor right = tensors.random(inner, columns);
    Tensor output = tensors.poisoned(m, columns);

    MatMul.multiply(left, right, output);

    double[] expected = product(left, right);
    GuardedTensors.assertClose(output, expected, tolerance(left, right, expected));
    tensors.assertGuardsUntouched();
  }

  @Test
  void rowsOfALargerTensorAreOperandsAndOthersStayUntouched() {
    Tensor left = tensors.random(9, 5);
    Tensor right = tensors.random(5, 19);
    Tensor output = tensors.random(9, 19);
    float[] before = output.toArray();

    MatMul.multiply(left.slice(1, 4), right, output.slice(3, 6));

    GuardedTensors.assertClose(output.slice(3, 6), product(left.slice(1, 4), right), 1e-4);
    for (int i = 0; i < before.length; i++) {
      if (i < 3 * 19 || i >= 6 * 19) {
        GuardedTensors.assertClose(
            output.reshape(Shape.of(before.length)).slice(i, i + 1), new double[] {before[i]}, 0);
      }
    }
  }

  @Test
  void anOutputThatOverlapsWithAnInputIsRefused() {
    Tensor all = tensors.random(8, 4);
    Tensor right = tensors.random(4, 4);

    assertThatThrownBy(() -> MatMul.multiply(all.slice(0, 4), right, all.slice(3, 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not overlap");
  }

  @Test
  void aTensorOnTheHeapIsRefusedWithWhatToDo() {
    Tensor heap = Tensor.of(Shape.of(2, 2));
    Tensor other = tensors.random(2, 2);
    Tensor output = tensors.poisoned(2, 2);

    assertThatThrownBy(() -> MatMul.multiply(heap, other, output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on the heap")
        .hasMessageContaining("rent one from a pool");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Tensor left = tensors.random(2, 3);
    Tensor right = tensors.random(4, 5);
    Tensor output = tensors.poisoned(2, 5);

    assertThatThrownBy(() -> MatMul.multiply(left, right, output))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void weightsOfAClosedArenaAreRefused() {
    WeightMatrix weights;
    try (Arena arena = Arena.ofConfined()) {
      weights = WeightMatrix.packTransposed(tensors.random(2, 2), arena);
    }
    Tensor input = tensors.random(1, 2);
    Tensor bias = tensors.random(2);
    Tensor output = tensors.poisoned(1, 2);

    assertThatThrownBy(() -> MatMul.linear(input, weights, bias, output))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("arena");
  }

  private static double[] product(Tensor left, Tensor right) {
    int m = left.shape().dimension(0);
    int inner = left.shape().dimension(1);
    int columns = right.shape().dimension(1);
    double[] product = new double[m * columns];
    for (int i = 0; i < product.length; i++) {
      for (int k = 0; k < inner; k++) {
        product[i] +=
            (double) left.get((long) i / columns * inner + k)
                * right.get((long) k * columns + i % columns);
      }
    }
    return product;
  }

  /// Twice the largest error of a loop over floats, so that longer sums may be off by more, and at
  /// least four units in the last place of the largest element.
  private static double tolerance(Tensor left, Tensor right, double[] expected) {
    int inner = left.shape().dimension(1);
    int columns = right.shape().dimension(1);
    double error = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      float sum = 0;
      for (int k = 0; k < inner; k++) {
        float factor = left.get((long) i / columns * inner + k);
        sum = Math.fma(factor, right.get((long) k * columns + i % columns), sum);
      }
      error = Math.max(error, Math.abs(sum - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return Math.max(2 * error, 4 * Math.ulp((float) largest));
  }
}
