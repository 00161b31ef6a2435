package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for linear layers of any format and sizes, on random ones: the seed names the case.
class LinearPropertiesTest {
  private static final Workers ONE = Workers.of(1);
  private static final Workers THREE = Workers.of(3);
  private static final BlockFormat[] FORMATS = BlockFormat.values();

  private final GuardedTensors tensors = new GuardedTensors();

  @AfterAll
  static void close() {
    ONE.close();
    THREE.close();
  }

  private static IntStream seeds() {
    return IntStream.range(0, 70);
  }

  /// A layer of random format and sizes, nothing among them, and rows around the few that are
  /// multiplied one by one.
  private record Layer(BlockFormat format, int rows, int outputs, int inputs) {
    static Layer random(int seed) {
      RandomGenerator random = new Random(seed);
      BlockFormat format = FORMATS[seed % FORMATS.length];
      int block = format.blockElements();
      int inputs = random.nextInt(1400 / block + 1) * block;
      return new Layer(format, random.nextInt(11), random.nextInt(200), inputs);
    }

    double tolerance() {
      return 2e-5 * Math.max(1, inputs);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theResultIsTheScalarOneForAnyNumberOfThreadsAndEachTime(int seed) {
    Layer layer = Layer.random(seed);
    BlockMatrix blocks = new RandomBlocks(seed).matrix(layer.format, layer.outputs, layer.inputs);
    WeightMatrix weights = WeightMatrix.pack(blocks, Arena.ofAuto());
    Tensor input = tensors.random(layer.rows, layer.inputs);
    Tensor one = tensors.poisoned(layer.rows, layer.outputs);
    Tensor three = tensors.poisoned(layer.rows, layer.outputs);
    Tensor again = tensors.poisoned(layer.rows, layer.outputs);

    MatMul.linear(ONE, input, weights, one);
    MatMul.linear(THREE, input, weights, three);
    MatMul.linear(THREE, input, weights, again);

    boolean rounded = layer.format.isQuantized() && layer.rows <= 4;
    double[] expected =
        QuantizedLinearTest.product(
            QuantizedLinearTest.activations(input, rounded),
            RandomBlocks.decode(blocks, tensors),
            layer.outputs);
    GuardedTensors.assertClose(one, expected, layer.tolerance());
    assertThat(three.toArray()).as(layer.toString()).isEqualTo(one.toArray());
    assertThat(again.toArray()).as(layer.toString()).isEqualTo(one.toArray());
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachRowIsWhatItIsWithoutTheOthers(int seed) {
    Layer layer = Layer.random(seed);
    int rows = Math.min(4, layer.rows);
    BlockMatrix blocks = new RandomBlocks(seed).matrix(layer.format, layer.outputs, layer.inputs);
    WeightMatrix weights = WeightMatrix.pack(blocks, Arena.ofAuto());
    Tensor input = tensors.random(rows, layer.inputs);
    Tensor together = tensors.poisoned(rows, layer.outputs);
    Tensor alone = tensors.poisoned(rows, layer.outputs);

    MatMul.linear(THREE, input, weights, together);
    for (int row = 0; row < rows; row++) {
      MatMul.linear(ONE, input.slice(row, row + 1), weights, alone.slice(row, row + 1));
    }

    GuardedTensors.assertClose(together, Doubles.of(alone), layer.tolerance());
    tensors.assertGuardsUntouched();
  }
}
