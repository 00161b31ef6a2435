package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// NaN, infinities and denormals in kernels: what is not finite stays where it belongs and is not
/// lost, and nothing is flushed to zero.
class SpecialValuesTest {
  private static final Workers ONE = Workers.of(1);
  private static final int COLUMNS = 75;
  private static final float DENORMAL = 0x1p-140f;

  private final GuardedTensors tensors = new GuardedTensors();

  @AfterAll
  static void close() {
    ONE.close();
  }

  /// A kernel that works on each row by itself.
  enum RowKernel {
    SOFTMAX,
    RMS_NORM,
    LAYER_NORM,
    GELU,
    GELU_TANH,
    SILU,
    ADD,
    MULTIPLY,
    SCALE;

    void apply(Tensor in, Tensor out) {
      switch (this) {
        case SOFTMAX -> Softmax.rows(in, out);
        case RMS_NORM -> Normalization.rmsNorm(in, ones(), 1e-5f, out);
        case LAYER_NORM -> Normalization.layerNorm(in, ones(), ones(), 1e-5f, out);
        case GELU -> Activation.gelu(in, out);
        case GELU_TANH -> Activation.geluTanh(in, out);
        case SILU -> Activation.silu(in, out);
        case ADD -> Elementwise.add(in, in, out);
        case MULTIPLY -> Elementwise.multiply(in, in, out);
        case SCALE -> Elementwise.scale(in, 2, out);
      }
    }

    /// Whether an element of the result depends on all elements of the row.
    boolean mixes() {
      return this == SOFTMAX || this == RMS_NORM || this == LAYER_NORM;
    }

    private static Tensor ones() {
      Tensor ones = new GuardedTensors().poisoned(COLUMNS);
      ones.fill(1);
      return ones;
    }
  }

  @ParameterizedTest
  @EnumSource(RowKernel.class)
  void aNaNReachesWhatDependsOnItAndNothingElse(RowKernel kernel) {
    for (int at = 0; at < COLUMNS; at++) {
      Tensor input = tensors.random(3, COLUMNS);
      Tensor output = tensors.poisoned(3, COLUMNS);
      input.set(COLUMNS + at, Float.NaN);

      kernel.apply(input, output);

      for (int i = 0; i < 3 * COLUMNS; i++) {
        boolean depends = kernel.mixes() ? i / COLUMNS == 1 : i == COLUMNS + at;
        assertThat(Float.isNaN(output.get(i))).as("NaN %d, element %d", at, i).isEqualTo(depends);
      }
    }
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @EnumSource(
      value = RowKernel.class,
      names = {"ADD", "SCALE"})
  void sumsOfDenormalsAreExact(RowKernel kernel) {
    Tensor input = tensors.poisoned(1, COLUMNS);
    input.fill(3 * DENORMAL);
    Tensor output = tensors.poisoned(1, COLUMNS);

    kernel.apply(input, output);

    assertThat(output.toArray()).containsOnly(6 * DENORMAL);
  }

  @ParameterizedTest
  @EnumSource(
      value = RowKernel.class,
      names = {"GELU", "GELU_TANH", "SILU"})
  void anActivationHalvesDenormalsAndKeepsPlusInfinity(RowKernel kernel) {
    Tensor input = tensors.poisoned(1, COLUMNS);
    input.fill(4 * DENORMAL);
    input.set(7, Float.POSITIVE_INFINITY);
    Tensor output = tensors.poisoned(1, COLUMNS);

    kernel.apply(input, output);

    for (int i = 0; i < COLUMNS; i++) {
      assertThat(output.get(i))
          .as("element %d", i)
          .isEqualTo(i == 7 ? Float.POSITIVE_INFINITY : 2 * DENORMAL);
    }
  }

  private static Stream<Arguments> products() {
    return IntStream.of(1, 2, 4, 5, 9)
        .boxed()
        .flatMap(rows -> Stream.of(BlockFormat.values()).map(format -> Arguments.of(rows, format)));
  }

  @ParameterizedTest
  @MethodSource("products")
  void whatIsNotFiniteMakesTheResultsOfItsRowSoAndNoOthers(int rows, BlockFormat format) {
    int inputs = 1280;
    BlockMatrix blocks = new RandomBlocks(5).matrix(format, COLUMNS, inputs);
    WeightMatrix weights = WeightMatrix.pack(blocks, Arena.ofAuto());
    for (float special : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (int at : new int[] {0, 31, 33, 511, 512, 1279}) {
        Tensor input = tensors.random(rows, inputs);
        Tensor output = tensors.poisoned(rows, COLUMNS);
        int row = at % rows;
        input.set((long) row * inputs + at, special);

        MatMul.linear(ONE, input, weights, output);

        for (int i = 0; i < rows * COLUMNS; i++) {
          assertThat(Float.isFinite(output.get(i)))
              .as("%s at %d, element %d is %s", special, at, i, output.get(i))
              .isEqualTo(i / COLUMNS != row);
        }
      }
    }
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 70})
  void productsOfDenormalsAndOnesAreExact(int rows) {
    int inner = 67;
    Tensor left = tensors.poisoned(rows, inner);
    left.fill(DENORMAL);
    Tensor right = tensors.poisoned(inner, COLUMNS);
    right.fill(1);
    Tensor product = tensors.poisoned(rows, COLUMNS);
    Tensor layer = tensors.poisoned(rows, COLUMNS);

    MatMul.multiply(ONE, left, right, product);
    MatMul.linear(ONE, left, WeightMatrix.packTransposed(right, Arena.ofAuto()), layer);

    float[] expected = new float[rows * COLUMNS];
    Arrays.fill(expected, inner * DENORMAL);
    assertThat(product.toArray()).isEqualTo(expected);
    assertThat(layer.toArray()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 70})
  void infinitiesOfBothSignsInARowOfAProductAreNaN(int rows) {
    int inner = 67;
    Tensor left = tensors.random(rows, inner);
    left.set(0, Float.POSITIVE_INFINITY);
    left.set(inner - 1L, Float.NEGATIVE_INFINITY);
    Tensor right = tensors.poisoned(inner, COLUMNS);
    right.fill(1);
    Tensor product = tensors.poisoned(rows, COLUMNS);

    MatMul.multiply(ONE, left, right, product);

    for (int i = 0; i < rows * COLUMNS; i++) {
      assertThat(Float.isNaN(product.get(i))).as("element %d", i).isEqualTo(i < COLUMNS);
    }
  }

  /// Such rows are rounded to 8 bits with a scale that is smaller still; what they add is nothing.
  @ParameterizedTest
  @EnumSource(
      value = BlockFormat.class,
      names = {"Q8_0", "Q4_0", "Q4_K", "Q6_K"})
  void denormalActivationsOfQuantizedWeightsGiveAlmostNothing(BlockFormat format) {
    BlockMatrix blocks = new RandomBlocks(6).matrix(format, COLUMNS, 512);
    WeightMatrix weights = WeightMatrix.pack(blocks, Arena.ofAuto());
    Tensor input = tensors.poisoned(1, 512);
    input.fill(0);
    input.set(3, DENORMAL);
    input.set(300, -DENORMAL);
    Tensor output = tensors.poisoned(1, COLUMNS);

    MatMul.linear(ONE, input, weights, output);

    GuardedTensors.assertClose(output, new double[COLUMNS], 1e-30);
  }

  @ParameterizedTest
  @EnumSource(CacheFormat.class)
  void aQueryThatIsNaNMakesItsHeadNaNAndNoOther(CacheFormat format) {
    CacheLayout layout = new CacheLayout(format, 2, 32, 32);
    Tensor keys = tensors.random(70, 64);
    Tensor values = tensors.random(70, 64);
    Tensor query = tensors.random(70, 128);
    query.set(40 * 128 + 37, Float.NaN);
    Tensor[] pages = new Tensor[layout.pages(70)];
    Arrays.setAll(pages, i -> tensors.poisoned(layout.pageFloats()));
    Tensor output = tensors.poisoned(70, 128);

    CausalAttention.store(layout, pages, 0, keys, values);
    CausalAttention.attend(ONE, query, 4, layout, pages, 0, 0.2f, output);

    for (int i = 0; i < 70 * 128; i++) {
      boolean depends = i / 128 == 40 && i % 128 / 32 == 1;
      assertThat(Float.isNaN(output.get(i))).as("element %d", i).isEqualTo(depends);
    }
    tensors.assertGuardsUntouched();
  }
}
