package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerMatrixTest {
  private static final Workers ONE = Workers.of(1);
  private static final int INPUTS = 544;
  private static final int OUTPUTS = 70;

  private final GuardedTensors tensors = new GuardedTensors();

  @AfterAll
  static void close() {
    ONE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, 0, 1",
    "3, true, 0, 70",
    "4, false, 128, 70",
    "2, false, 128, 1",
    "5, true, 0, 70",
    "9, false, 128, 70"
  })
  void theProductIsThatOfScaledBytesWithoutTheirZeroPoints(
      int rows, boolean signed, int zeroPoint, int scales) {
    IntegerMatrix matrix = random(signed, zeroPoint, scales);
    WeightMatrix weights = WeightMatrix.pack(matrix, Arena.ofAuto());
    Tensor input = tensors.random(rows, INPUTS);
    Tensor output = tensors.poisoned(rows, OUTPUTS);

    MatMul.linear(ONE, input, weights, output);

    double[] expected = product(QuantizedLinearTest.activations(input, rows <= 4), matrix);
    GuardedTensors.assertClose(output, expected, 1e-3);
    tensors.assertGuardsUntouched();
  }

  @Test
  void bytesTakeAQuarterOfTheMemoryOfFloats() {
    WeightMatrix weights = WeightMatrix.pack(random(true, 0, 1), Arena.ofAuto());

    assertThat(weights.byteSize()).isLessThan(INPUTS * 80L * Float.BYTES / 3);
    assertThat(weights.format()).isEqualTo(BlockFormat.Q8_0);
  }

  @Test
  void aZeroPointThatLeavesNoBytesCannotBePacked() {
    IntegerMatrix matrix = random(false, 100, 1);

    assertThat(matrix.isPackable()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightMatrix.pack(matrix, Arena.ofAuto()))
        .withMessageContaining("pack the matrix as floats");
  }

  @Test
  void inputsThatAreNoWholeBlocksCannotBePacked() {
    MemorySegment bytes = Arena.ofAuto().allocate(33);
    IntegerMatrix matrix = new IntegerMatrix(33, 1, bytes, true, new float[] {1}, new int[] {0});

    assertThat(matrix.isPackable()).isFalse();
  }

  @Test
  void bytesOfAClosedArenaCannotBePacked() {
    IntegerMatrix matrix;
    try (Arena arena = Arena.ofConfined()) {
      matrix = new IntegerMatrix(32, 1, arena.allocate(32), true, new float[1], new int[1]);
    }

    assertThatIllegalStateException()
        .isThrownBy(() -> WeightMatrix.pack(matrix, Arena.ofAuto()))
        .withMessageContaining("arena of the weights was closed");
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    MemorySegment bytes = Arena.ofAuto().allocate(64);
    float[] scale = {1};
    int[] zero = {0};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerMatrix(32, 3, bytes, true, scale, zero))
        .withMessageContaining("32 x 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerMatrix(16, 4, bytes, true, new float[3], new int[3]))
        .withMessageContaining("4 outputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerMatrix(32, 2, bytes, true, new float[2], zero))
        .withMessageContaining("2 and 1");
    MemorySegment heap = MemorySegment.ofArray(new byte[64]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerMatrix(32, 2, heap, true, scale, zero))
        .withMessageContaining("heap");
  }

  private static IntegerMatrix random(boolean signed, int zeroPoint, int scales) {
    Random random = new Random(3);
    MemorySegment bytes = Arena.ofAuto().allocate((long) INPUTS * OUTPUTS);
    for (long i = 0; i < bytes.byteSize(); i++) {
      bytes.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt(256));
    }
    float[] factors = new float[scales];
    int[] zeroPoints = new int[scales];
    for (int i = 0; i < scales; i++) {
      factors[i] = (1 + random.nextFloat()) / 128;
      zeroPoints[i] = zeroPoint;
    }
    return new IntegerMatrix(INPUTS, OUTPUTS, bytes, signed, factors, zeroPoints);
  }

  private static double[] product(double[][] input, IntegerMatrix matrix) {
    double[] result = new double[input.length * OUTPUTS];
    for (int i = 0; i < result.length; i++) {
      int output = i % OUTPUTS;
      for (int k = 0; k < INPUTS; k++) {
        double weight = (double) matrix.scale(output) * matrix.element(k, output);
        result[i] += input[i / OUTPUTS][k] * weight;
      }
    }
    return result;
  }
}
