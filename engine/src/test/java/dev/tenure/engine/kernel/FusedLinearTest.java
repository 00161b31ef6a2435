package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Several linear layers of one input against one after the other.
final class FusedLinearTest {
  private static final int INPUTS = 256;

  private final GuardedTensors tensors = new GuardedTensors();

  @AfterEach
  void nothingElseIsWritten() {
    tensors.assertGuardsUntouched();
  }

  private static Stream<Arguments> rowsAndThreads() {
    return Stream.of(1, 2, 5, 13)
        .flatMap(rows -> Stream.of(1, 2, 3).map(t -> Arguments.of(rows, t)));
  }

  private LinearLayer floats(int outputs) {
    WeightMatrix weights =
        WeightMatrix.packTransposed(tensors.random(INPUTS, outputs), Arena.ofAuto());
    return new LinearLayer(weights, tensors.random(outputs));
  }

  private static LinearLayer blocks(BlockFormat format, int outputs, @Nullable Tensor bias) {
    return new LinearLayer(
        WeightMatrix.pack(new RandomBlocks(3).matrix(format, outputs, INPUTS), Arena.ofAuto()),
        bias);
  }

  @ParameterizedTest
  @MethodSource("rowsAndThreads")
  void threeLayersAreEachAsByThemselves(int rows, int threads) {
    assertSame(rows, threads, floats(100), floats(33), floats(1));
  }

  @ParameterizedTest
  @MethodSource("rowsAndThreads")
  void theirFormatsMayDiffer(int rows, int threads) {
    assertSame(
        rows,
        threads,
        blocks(BlockFormat.Q4_K, 100, null),
        floats(70),
        blocks(BlockFormat.Q8_0, 40, tensors.random(40)));
  }

  @ParameterizedTest
  @MethodSource("rowsAndThreads")
  void halfPrecisionNeedsNoQuantisedRows(int rows, int threads) {
    assertSame(
        rows,
        threads,
        blocks(BlockFormat.F16, 96, null),
        blocks(BlockFormat.BF16, 31, null),
        blocks(BlockFormat.F32, 65, null));
  }

  private void assertSame(
      int rows, int threads, LinearLayer first, LinearLayer second, LinearLayer third) {
    Tensor input = tensors.random(rows, INPUTS);
    Tensor a = output(rows, first);
    Tensor b = output(rows, second);
    Tensor c = output(rows, third);
    Tensor d = output(rows, first);
    Tensor e = output(rows, second);
    try (Workers workers = Workers.of(threads)) {
      MatMul.linear(workers, input, first, a, second, b, third, c);
      MatMul.linear(workers, input, first, d, second, e);

      assertThat(a.toArray()).isEqualTo(alone(workers, input, first).toArray());
      assertThat(b.toArray()).isEqualTo(alone(workers, input, second).toArray());
      assertThat(c.toArray()).isEqualTo(alone(workers, input, third).toArray());
      assertThat(d.toArray()).isEqualTo(a.toArray());
      assertThat(e.toArray()).isEqualTo(b.toArray());
    }
  }

  private Tensor alone(Workers workers, Tensor input, LinearLayer layer) {
    Tensor output = output(input.shape().dimension(0), layer);
    MatMul.linear(workers, input, layer.weights(), layer.bias(), null, output);
    return output;
  }

  private Tensor output(int rows, LinearLayer layer) {
    return tensors.poisoned(rows, layer.weights().outputs());
  }

  @Test
  void withoutATeamTheResultIsTheSame() {
    LinearLayer layer = floats(384);
    Tensor input = tensors.random(40, INPUTS);
    Tensor a = output(40, layer);
    Tensor b = output(40, layer);
    Tensor c = output(40, layer);

    MatMul.linear(input, layer, a, layer, b, layer, c);

    Tensor alone = output(40, layer);
    MatMul.linear(input, layer.weights(), layer.bias(), alone);
    assertThat(a.toArray()).isEqualTo(alone.toArray());
    assertThat(b.toArray()).isEqualTo(alone.toArray());
    assertThat(c.toArray()).isEqualTo(alone.toArray());
  }

  @Test
  void outputsMayNotOverlap() {
    LinearLayer layer = floats(32);
    Tensor input = tensors.random(2, INPUTS);
    Tensor output = output(2, layer);
    Tensor other = output(2, layer);

    assertThatThrownBy(() -> MatMul.linear(input, layer, output, layer, other, layer, output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first output")
        .hasMessageContaining("third output");
  }

  @Test
  void everyLayerHasToFitTheInput() {
    LinearLayer layer = floats(32);
    LinearLayer narrow =
        new LinearLayer(WeightMatrix.packTransposed(tensors.random(8, 32), Arena.ofAuto()), null);
    Tensor input = tensors.random(2, INPUTS);
    Tensor output = output(2, layer);
    Tensor other = output(2, layer);

    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> MatMul.linear(workers, input, layer, output, narrow, other))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
