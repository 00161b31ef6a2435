package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CausalAttentionTest {
  private static final int ALL = Integer.MAX_VALUE;
  private static final Workers ONE = Workers.of(1);
  private static final Workers TWO = Workers.of(2);

  private final GuardedTensors tensors = new GuardedTensors();

  @AfterAll
  static void close() {
    ONE.close();
    TWO.close();
  }

  /// Format, heads of keys, heads that share one, width, length of a page, earlier tokens, tokens.
  private static Stream<Arguments> cases() {
    return Stream.of(CacheFormat.values())
        .flatMap(format ->
            Stream.of(
                Arguments.of(format, 1, 1, 32, 32, 0, 1),
                Arguments.of(format, 2, 1, 32, 32, 0, 7),
                Arguments.of(format, 2, 4, 64, 64, 63, 1),
                Arguments.of(format, 1, 3, 96, 32, 40, 33),
                Arguments.of(format, 2, 2, 32, 128, 100, 70),
                Arguments.of(format, 1, 71, 32, 96, 5, 3)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theResultIsThatOfTheFullMatrixOfScores(
      CacheFormat format, int heads, int group, int width, int pageLength, int earlier, int n) {
    CacheLayout layout = new CacheLayout(format, heads, width, pageLength);
    Tensor keys = tensors.random(earlier + n, heads * width);
    Tensor values = tensors.random(earlier + n, heads * width);
    Tensor query = tensors.random(n, heads * group * width);
    Tensor[] pages = pages(layout, earlier + n);
    Tensor one = tensors.poisoned(n, heads * group * width);
    Tensor two = tensors.poisoned(n, heads * group * width);

    CausalAttention.store(layout, pages, 0, keys.slice(0, earlier), values.slice(0, earlier));
    CausalAttention.store(
        layout,
        pages,
        earlier,
        keys.slice(earlier, earlier + n),
        values.slice(earlier, earlier + n));
    CausalAttention.attend(ONE, query, heads * group, layout, pages, earlier, 0.2f, one);
    CausalAttention.attend(TWO, query, heads * group, layout, pages, earlier, 0.2f, two);

    double tolerance = tolerance(format);
    GuardedTensors.assertClose(
        one, expected(query, keys, values, heads, group, width, earlier, ALL), tolerance);
    assertThat(two.toArray()).isEqualTo(one.toArray());
    tensors.assertGuardsUntouched();
  }

  private static double tolerance(CacheFormat format) {
    return switch (format) {
      case F32 -> 1e-5;
      case F16 -> 2e-3;
      case Q8_0 -> 5e-2;
    };
  }

  /// Window, earlier tokens, tokens; pages have 32 positions, tiles 64, and parts up to 64 rows.
  private static Stream<Arguments> windows() {
    return Stream.of(CacheFormat.values())
        .flatMap(format ->
            Stream.of(
                Arguments.of(format, 1, 0, 1),
                Arguments.of(format, 1, 77, 40),
                Arguments.of(format, 2, 31, 3),
                Arguments.of(format, 7, 0, 130),
                Arguments.of(format, 15, 64, 1),
                Arguments.of(format, 16, 100, 70),
                Arguments.of(format, 31, 62, 5),
                Arguments.of(format, 32, 63, 2),
                Arguments.of(format, 33, 64, 33),
                Arguments.of(format, 50, 170, 1),
                Arguments.of(format, 64, 0, 129),
                Arguments.of(format, 100, 131, 90),
                Arguments.of(format, 300, 100, 20)));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aTokenSeesOnlyTheLastPositionsOfItsWindow(
      CacheFormat format, int window, int earlier, int n) {
    int heads = 2;
    int group = 3;
    int width = 32;
    CacheLayout layout = new CacheLayout(format, heads, width, 32);
    Tensor keys = tensors.random(earlier + n, heads * width);
    Tensor values = tensors.random(earlier + n, heads * width);
    Tensor query = tensors.random(n, heads * group * width);
    Tensor[] pages = pages(layout, earlier + n);
    Tensor one = tensors.poisoned(n, heads * group * width);
    Tensor two = tensors.poisoned(n, heads * group * width);

    CausalAttention.store(layout, pages, 0, keys, values);
    // What ends before the first window need not be there any more.
    Arrays.fill(pages, 0, Math.max(0, earlier - window + 1) / 32, Tensor.of(Shape.of(1)));
    CausalAttention.attend(ONE, query, heads * group, layout, pages, earlier, window, 0.2f, one);
    CausalAttention.attend(TWO, query, heads * group, layout, pages, earlier, window, 0.2f, two);

    GuardedTensors.assertClose(
        one,
        expected(query, keys, values, heads, group, width, earlier, window),
        tolerance(format));
    assertThat(two.toArray()).isEqualTo(one.toArray());
    tensors.assertGuardsUntouched();
  }

  @Test
  void aWindowThatReachesToTheBeginningChangesNothing() {
    CacheLayout layout = new CacheLayout(CacheFormat.F32, 2, 24, 32);
    Tensor keys = tensors.random(99, 48);
    Tensor query = tensors.random(99, 96);
    Tensor[] pages = pages(layout, 99);
    Tensor all = tensors.poisoned(99, 96);
    Tensor windowed = tensors.poisoned(99, 96);

    CausalAttention.store(layout, pages, 0, keys, keys);
    CausalAttention.attend(ONE, query, 4, layout, pages, 0, 0.2f, all);
    CausalAttention.attend(ONE, query, 4, layout, pages, 0, 99, 0.2f, windowed);

    assertThat(windowed.toArray()).isEqualTo(all.toArray());
  }

  @Test
  void aWindowWithoutPositionsIsRefused() {
    CacheLayout layout = new CacheLayout(CacheFormat.F32, 1, 8, 32);
    Tensor query = tensors.random(1, 8);
    Tensor output = tensors.poisoned(1, 8);
    Tensor[] pages = pages(layout, 1);

    assertThatThrownBy(() -> CausalAttention.attend(ONE, query, 1, layout, pages, 0, 0, 1, output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window of 0 positions");
  }

  @Test
  void aWidthThatIsNoMultipleOfAVectorIsFineInFloats() {
    CacheLayout layout = new CacheLayout(CacheFormat.F32, 2, 21, 32);
    Tensor keys = tensors.random(50, 42);
    Tensor values = tensors.random(50, 42);
    Tensor query = tensors.random(50, 84);
    Tensor[] pages = pages(layout, 50);
    Tensor output = tensors.poisoned(50, 84);

    CausalAttention.store(layout, pages, 0, keys, values);
    CausalAttention.attend(ONE, query, 4, layout, pages, 0, 0.2f, output);

    GuardedTensors.assertClose(output, expected(query, keys, values, 2, 2, 21, 0, ALL), 1e-5);
    tensors.assertGuardsUntouched();
  }

  @Test
  void tooFewPagesAndTooSmallOnesAreRefused() {
    CacheLayout layout = new CacheLayout(CacheFormat.F32, 1, 8, 32);
    Tensor query = tensors.random(1, 8);
    Tensor output = tensors.poisoned(1, 8);
    Tensor[] one = pages(layout, 32);

    assertThatThrownBy(() -> CausalAttention.attend(ONE, query, 1, layout, one, 32, 1, output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 pages of 32 positions do not reach");
    assertThatThrownBy(() ->
            CausalAttention.attend(
                ONE, query, 1, layout, new Tensor[] {tensors.random(5)}, 0, 1, output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a page needs");
  }

  @Test
  void sizesThatACacheCannotHaveAreRefused() {
    assertThatThrownBy(() -> new CacheLayout(CacheFormat.Q8_0, 1, 20, 32))
        .hasMessageContaining("multiple of 32");
    assertThatThrownBy(() -> new CacheLayout(CacheFormat.F32, 1, 8, 40))
        .hasMessageContaining("length of a page");
  }

  private Tensor[] pages(CacheLayout layout, int positions) {
    Tensor[] pages = new Tensor[layout.pages(positions)];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = tensors.poisoned(layout.pageFloats());
    }
    return pages;
  }

  private static double[] expected(
      Tensor query,
      Tensor keys,
      Tensor values,
      int heads,
      int group,
      int width,
      int earlier,
      int window) {
    int tokens = query.shape().dimension(0);
    double[] result = new double[tokens * heads * group * width];
    for (int token = 0; token < tokens; token++) {
      for (int head = 0; head < heads * group; head++) {
        long q = ((long) token * heads * group + head) * width;
        double[] weights = new double[earlier + token + 1];
        double sum = 0;
        for (int position = Math.max(0, weights.length - window);
            position < weights.length;
            position++) {
          long k = ((long) position * heads + head / group) * width;
          double score = 0;
          for (int i = 0; i < width; i++) {
            score += (double) query.get(q + i) * keys.get(k + i);
          }
          weights[position] = Math.exp(0.2f * score);
          sum += weights[position];
        }
        for (int position = 0; position < weights.length; position++) {
          long v = ((long) position * heads + head / group) * width;
          for (int i = 0; i < width; i++) {
            result[(int) q + i] += weights[position] / sum * values.get(v + i);
          }
        }
      }
    }
    return result;
  }
}
