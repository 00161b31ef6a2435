package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,2,5", "7,3,8", "13,2,33", "37,3,16", "66,2,32"})
  void attentionIsTheScalarOne(int tokens, int heads, int width) {
    int columns = heads * width;
    Tensor query = tensors.random(tokens, columns);
    Tensor key = tensors.random(tokens, columns);
    Tensor value = tensors.random(tokens, columns);
    Tensor keys = tensors.poisoned(width, tokens);
    Tensor scores = tensors.poisoned(tokens, tokens);
    Tensor output = tensors.poisoned(tokens, columns);

    Attention.multiHead(query, key, value, heads, keys, scores, output);

    double[] expected = new double[tokens * columns];
    for (int i = 0; i < expected.length; i++) {
      int head = i % columns / width;
      double sum = 0;
      for (int j = 0; j < tokens; j++) {
        double dot = 0;
        for (int c = head * width; c < (head + 1) * width; c++) {
          dot += (double) query.get(i / columns * columns + c) * key.get(j * columns + c);
        }
        double weight = Math.exp(dot / Math.sqrt(width));
        sum += weight;
        expected[i] += weight * value.get(j * columns + i % columns);
      }
      expected[i] /= sum;
    }
    GuardedTensors.assertClose(output, expected, 1e-5);
    tensors.assertGuardsUntouched();
  }

  @Test
  void columnsThatTheHeadsDoNotDivideAreRefused() {
    Tensor rows = tensors.random(2, 5);

    assertThatThrownBy(() -> attend(rows, 2, tensors.poisoned(2, 2), tensors.poisoned(2, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 columns cannot be cut into 2 heads");
  }

  @Test
  void workspacesOfAnotherShapeAreRefusedByName() {
    Tensor rows = tensors.random(2, 4);

    assertThatThrownBy(() -> attend(rows, 2, tensors.poisoned(3, 3), tensors.poisoned(2, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scores must have the shape [2, 2]");
  }

  @Test
  void anOutputThatOverlapsWithAnInputIsRefused() {
    Tensor rows = tensors.random(2, 4);

    assertThatThrownBy(() -> attend(rows, 2, tensors.poisoned(2, 2), rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output must not overlap with query");
  }

  private void attend(Tensor rows, int heads, Tensor scores, Tensor output) {
    Tensor keys = tensors.poisoned(rows.shape().dimension(1) / heads, 2);
    Attention.multiHead(rows, rows, rows, heads, keys, scores, output);
  }
}
