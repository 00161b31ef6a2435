package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuantizedLinearTest {
  private static final Workers ONE = Workers.of(1);
  private static final Workers TWO = Workers.of(2);
  private static final int BLOCK = 32;

  private final GuardedTensors tensors = new GuardedTensors();

  @AfterAll
  static void close() {
    ONE.close();
    TWO.close();
  }

  /// Formats, few and many rows, outputs around a panel, and inputs of one block, of several, and
  /// of more than the products take at once.
  private static Stream<Arguments> cases() {
    return Stream.of(BlockFormat.values())
        .flatMap(format -> {
          int block = Math.max(format.blockElements(), 1);
          return Stream.of(
              Arguments.of(format, 1, 1, block),
              Arguments.of(format, 1, 37, 2 * block),
              Arguments.of(format, 3, 65, block),
              Arguments.of(format, 4, 8, 512),
              Arguments.of(format, 5, 33, 256),
              Arguments.of(format, 19, 100, 768),
              Arguments.of(format, 2, 150, (1088 / block + 1) * block),
              Arguments.of(format, 0, 5, block),
              Arguments.of(format, 2, 40, block == 1 ? 77 : 3 * block),
              Arguments.of(format, 9, 17, block == 1 ? 301 : 2 * block));
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theResultIsThatOfTheDecodedWeights(BlockFormat format, int rows, int outputs, int inputs) {
    BlockMatrix blocks = new RandomBlocks(7).matrix(format, outputs, inputs);
    WeightMatrix weights = WeightMatrix.pack(blocks, Arena.ofAuto());
    Tensor input = tensors.random(rows, inputs);
    Tensor output = tensors.poisoned(rows, outputs);

    MatMul.linear(ONE, input, weights, output);

    boolean quantized = format.isQuantized() && rows <= 4;
    double[] expected =
        product(activations(input, quantized), RandomBlocks.decode(blocks, tensors), outputs);
    GuardedTensors.assertClose(output, expected, 2e-5 * Math.max(1, inputs));
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void twoThreadsGiveTheSameBitsAndAddingAddsThem(
      BlockFormat format, int rows, int outputs, int inputs) {
    BlockMatrix blocks = new RandomBlocks(8).matrix(format, outputs, inputs);
    WeightMatrix weights = WeightMatrix.pack(blocks, Arena.ofAuto());
    Tensor input = tensors.random(rows, inputs);
    Tensor one = tensors.poisoned(rows, outputs);
    Tensor two = tensors.poisoned(rows, outputs);
    Tensor sum = tensors.poisoned(rows, outputs);
    sum.fill(3);

    MatMul.linear(ONE, input, weights, one);
    MatMul.linear(TWO, input, weights, two);
    MatMul.linearAdd(TWO, input, weights, sum);

    assertThat(two.toArray()).isEqualTo(one.toArray());
    double[] expected = Doubles.of(one);
    for (int i = 0; i < expected.length; i++) {
      expected[i] += 3;
    }
    GuardedTensors.assertClose(sum, expected, 1e-4);
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void biasAndActivationComeAfterTheProduct(BlockFormat format, int rows, int outputs, int inputs) {
    BlockMatrix blocks = new RandomBlocks(9).matrix(format, outputs, inputs);
    WeightMatrix weights = WeightMatrix.pack(blocks, Arena.ofAuto());
    Tensor input = tensors.random(rows, inputs);
    Tensor bias = tensors.random(outputs);
    Tensor plain = tensors.poisoned(rows, outputs);
    Tensor output = tensors.poisoned(rows, outputs);

    MatMul.linear(ONE, input, weights, plain);
    MatMul.linear(TWO, input, weights, bias, ActivationFunction.SILU, output);

    double[] expected = Doubles.of(plain);
    for (int i = 0; i < expected.length; i++) {
      double x = expected[i] + bias.get(i % outputs);
      expected[i] = x / (1 + Math.exp(-x));
    }
    GuardedTensors.assertClose(output, expected, 1e-4);
    tensors.assertGuardsUntouched();
  }

  /// The rows as the kernels see them: quantised with a scale for 32 elements, or as they are.
  static double[][] activations(Tensor input, boolean quantized) {
    int rows = input.shape().dimension(0);
    int columns = input.shape().dimension(1);
    double[][] result = new double[rows][columns];
    Tensor flat = input.reshape(Shape.of(rows * columns));
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < columns; i++) {
        float x = flat.get((long) row * columns + i);
        result[row][i] =
            quantized ? rounded(flat, (long) row * columns + (long) (i / BLOCK) * BLOCK, x) : x;
      }
    }
    return result;
  }

  private static double rounded(Tensor flat, long block, float x) {
    float largest = 0;
    for (int i = 0; i < BLOCK; i++) {
      largest = Math.max(largest, Math.abs(flat.get(block + i)));
    }
    float scale = largest / 127;
    return Math.rint(x * (1 / scale)) * scale;
  }

  static double[] product(double[][] left, double[][] weights, int outputs) {
    double[] result = new double[left.length * outputs];
    for (int i = 0; i < result.length; i++) {
      double[] row = left[i / outputs];
      double[] weight = weights[i % outputs];
      for (int k = 0; k < row.length; k++) {
        result[i] += row[k] * weight[k];
      }
    }
    return result;
  }
}
