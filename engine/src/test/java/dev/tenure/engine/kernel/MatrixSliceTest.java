package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixSliceTest {
  private static final Workers ONE = Workers.of(1);
  private static final Workers THREE = Workers.of(3);

  private final GuardedTensors tensors = new GuardedTensors();

  @AfterAll
  static void close() {
    ONE.close();
    THREE.close();
  }

  private static IntStream seeds() {
    return IntStream.range(0, 44);
  }

  /// Random sizes, offsets, leading dimensions and transpositions; all that is not part of the
  /// output must stay as it was.
  @ParameterizedTest
  @MethodSource("seeds")
  void productsOfSlicesAreTheScalarOnes(int seed) {
    RandomGenerator random = new Random(seed);
    int bound = seed < 30 ? 40 : 300;
    int m = random.nextInt(bound);
    // The last ones are longer than any block of the inner dimension.
    int k = seed < 40 ? random.nextInt(bound) : 2100 + random.nextInt(2);
    int n = random.nextInt(bound);
    MatrixSlice left = slice(random, m, k, random.nextBoolean());
    MatrixSlice right = slice(random, k, n, random.nextBoolean());
    MatrixSlice output = slice(random, m, n, false);
    float[] before = output.tensor().toArray();

    MatMul.multiply(ONE, left, right, output);
    float[] product = output.tensor().toArray();
    MatMul.multiply(THREE, left, right, output);

    assertThat(output.tensor().toArray()).isEqualTo(product);
    double[][] expected = product(left, right);
    assertElements(output, before, expected, 0, seed);

    MatMul.multiplyAdd(THREE, left, right, output);
    assertElements(output, before, expected, 1, seed);
    tensors.assertGuardsUntouched();
  }

  private MatrixSlice slice(RandomGenerator random, int rows, int columns, boolean transposed) {
    int length = transposed ? rows : columns;
    int count = transposed ? columns : rows;
    int leading = length + random.nextInt(9);
    int offset = random.nextInt(7);
    Tensor tensor = tensors.random(offset + count * leading + random.nextInt(3));
    return new MatrixSlice(tensor, offset, rows, columns, leading, transposed);
  }

  private static double get(MatrixSlice slice, int row, int column) {
    long inMemory = slice.transposed() ? column : row;
    long inRow = slice.transposed() ? row : column;
    return slice.tensor().get(slice.offset() + inMemory * slice.leadingDimension() + inRow);
  }

  private static double[][] product(MatrixSlice left, MatrixSlice right) {
    double[][] product = new double[left.rows()][right.columns()];
    for (int i = 0; i < left.rows(); i++) {
      for (int k = 0; k < left.columns(); k++) {
        double factor = get(left, i, k);
        for (int j = 0; j < right.columns(); j++) {
          product[i][j] += factor * get(right, k, j);
        }
      }
    }
    return product;
  }

  private static void assertElements(
      MatrixSlice output, float[] before, double[][] expected, int more, int seed) {
    float[] after = output.tensor().toArray();
    for (int i = 0; i < after.length; i++) {
      long at = i - output.offset();
      int row = (int) Math.floorDiv(at, Math.max(1, output.leadingDimension()));
      int column = Math.floorMod(at, Math.max(1, output.leadingDimension()));
      if (row >= 0 && row < output.rows() && column < output.columns()) {
        double wanted = expected[row][column] * (1 + more);
        assertThat(Math.abs(after[i] - wanted)).as("seed %d, element %d", seed, i).isLessThan(1e-3);
      } else {
        assertThat(after[i]).as("seed %d, element %d", seed, i).isEqualTo(before[i]);
      }
    }
  }

  @Test
  void slicesThatDoNotFitAreRefused() {
    Tensor tensor = tensors.random(4, 5);

    assertThatThrownBy(() -> new MatrixSlice(tensor, 1, 4, 5, 5, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("up to element 21");
    assertThatThrownBy(() -> new MatrixSlice(tensor, 0, 4, 5, 4, false))
        .isInstanceOf(IllegalArgumentException.class);
    MatrixSlice whole = MatrixSlice.of(tensor);
    MatrixSlice other = MatrixSlice.of(tensors.random(4, 4));
    assertThatThrownBy(() -> MatMul.multiply(ONE, whole, whole, other))
        .hasMessageContaining("4 x 5 times 4 x 5");
    MatrixSlice into = MatrixSlice.of(tensor).columns(0, 4);
    assertThatThrownBy(() -> MatMul.multiply(ONE, whole, whole.transpose(), into))
        .hasMessageContaining("must not overlap");
  }
}
