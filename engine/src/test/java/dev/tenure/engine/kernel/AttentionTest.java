package dev.tenure.engine.kernel;

import dev.tenure.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,2,5", "7,3,8", "13,2,33"})
  void attentionIsTheScalarOne(int tokens, int heads, int width) {
    int columns = heads * width;
    Tensor query = tensors.random(tokens, columns);
    Tensor key = tensors.random(tokens, columns);
    Tensor value = tensors.random(tokens, columns);
    Tensor scores = tensors.poisoned(tokens, tokens);
    Tensor output = tensors.poisoned(tokens, columns);

    Attention.multiHead(query, key, value, heads, scores, output);

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
}
