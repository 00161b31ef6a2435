package dev.tenure.engine.kernel;

import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Attention between the tokens of one text.
public final class Attention {
  private Attention() {}

  /// Multi-head scaled dot-product attention (Vaswani et al., arXiv:1706.03762), in both directions
  /// and without a mask: `softmax(query · keyᵀ / √d) · value` for each head.
  ///
  /// A head is a slice of `d` columns of each row. One head after the other uses the score matrix.
  ///
  /// @param query `[tokens, heads · d]`
  /// @param key `[tokens, heads · d]`
  /// @param value `[tokens, heads · d]`
  /// @param heads the number of heads, which divides the columns
  /// @param scores `[tokens, tokens]`, a workspace; holds the last head's distribution afterwards
  /// @param output `[tokens, heads · d]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   scores or the output overlap with another argument
  public static void multiHead(
      Tensor query,
      Tensor key,
      Tensor value,
      int heads,
      @Overwrites Tensor scores,
      @Overwrites Tensor output) {
    Operand q = Operand.ofRank(2, "query", query);
    Operand k = Operand.of("key", key).requireShape(q.shape());
    Operand v = Operand.of("value", value).requireShape(q.shape());
    int tokens = q.dimension(0);
    int columns = q.dimension(1);
    if (heads < 1 || columns % heads != 0) {
      throw new IllegalArgumentException(
          "%d columns cannot be cut into %d heads".formatted(columns, heads));
    }
    Operand s = Operand.of("scores", scores).requireShape(Shape.of(tokens, tokens));
    Operand y = Operand.of("output", output).requireShape(q.shape()).requireDisjoint(s);
    for (Operand input : new Operand[] {q, k, v}) {
      s.requireDisjoint(input);
      y.requireDisjoint(input);
    }
    int width = columns / heads;
    for (int head = 0; head < heads; head++) {
      long offset = (long) head * width * Float.BYTES;
      head(
          q.address() + offset,
          k.address() + offset,
          v.address() + offset,
          s.address(),
          y.address() + offset,
          tokens,
          columns,
          width);
    }
  }

  private static void head(
      long q, long k, long v, long scores, long y, int tokens, int columns, int width) {
    float scale = (float) (1 / Math.sqrt(width));
    long stride = (long) columns * Float.BYTES;
    for (int i = 0; i < tokens; i++) {
      long row = Floats.at(scores, (long) i * tokens);
      for (int j = 0; j < tokens; j++) {
        Floats.set(Floats.at(row, j), scale * Floats.dot(q + i * stride, k + j * stride, width));
      }
      Softmax.row(row, row, tokens);
      weightedSum(row, v, stride, y + i * stride, tokens, width);
    }
  }

  /// The rows of `v`, each times its weight, added up.
  private static void weightedSum(
      long weights, long v, long stride, long y, int tokens, int width) {
    for (int i = 0; i < width; i += Floats.LANES) {
      VectorMask<Float> mask = Floats.first(width - i);
      FloatVector sum = FloatVector.zero(Floats.SPECIES);
      for (int j = 0; j < tokens; j++) {
        FloatVector row = Floats.load(Floats.at(v + j * stride, i), mask);
        sum = Floats.broadcast(Floats.at(weights, j)).fma(row, sum);
      }
      Floats.store(sum, Floats.at(y, i), mask);
    }
  }
}
