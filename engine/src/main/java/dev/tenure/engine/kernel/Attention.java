package dev.tenure.engine.kernel;

import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.List;

/// Attention between the tokens of one text.
public final class Attention {
  private Attention() {}

  /// Multi-head scaled dot-product attention (Vaswani et al., arXiv:1706.03762), in both directions
  /// and without a mask: `softmax(query · keyᵀ / √d) · value` for each head.
  ///
  /// A head is a slice of `d` columns of each row. Its keys are laid out anew with the tokens side
  /// by side, so that both products are those of [MatMul]; one head after the other uses the
  /// workspaces.
  ///
  /// @param query `[tokens, heads · d]`
  /// @param key `[tokens, heads · d]`
  /// @param value `[tokens, heads · d]`
  /// @param heads the number of heads, which divides the columns
  /// @param keys `[d, tokens]`, a workspace; holds the last head's scaled keys afterwards
  /// @param scores `[tokens, tokens]`, a workspace; holds the last head's distributions afterwards
  /// @param output `[tokens, heads · d]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or a
  ///   workspace or the output overlaps with another argument
  public static void multiHead(
      Tensor query,
      Tensor key,
      Tensor value,
      int heads,
      @Overwrites Tensor keys,
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
    int width = columns / heads;
    Operand t = Operand.of("keys", keys).requireShape(Shape.of(width, tokens));
    Operand s = Operand.of("scores", scores).requireShape(Shape.of(tokens, tokens));
    Operand y = Operand.of("output", output).requireShape(q.shape());
    requireAllDisjoint(List.of(t, s, y), List.of(q, k, v));
    for (int head = 0; head < heads; head++) {
      int first = head * width;
      head(
          MatrixView.of(q).columns(first, width),
          MatrixView.of(k).columns(first, width),
          MatrixView.of(v).columns(first, width),
          MatrixView.of(t),
          MatrixView.of(s),
          MatrixView.of(y).columns(first, width));
    }
  }

  private static void requireAllDisjoint(List<Operand> destinations, List<Operand> inputs) {
    for (int i = 0; i < destinations.size(); i++) {
      Operand destination = destinations.get(i);
      inputs.forEach(destination::requireDisjoint);
      destinations.subList(0, i).forEach(destination::requireDisjoint);
    }
  }

  private static void head(
      MatrixView query,
      MatrixView key,
      MatrixView value,
      MatrixView keys,
      MatrixView scores,
      MatrixView output) {
    transpose(key, (float) (1 / Math.sqrt(key.columns())), keys);
    MatMulPanels.multiply(query, keys, scores);
    for (int row = 0; row < scores.rows(); row++) {
      Softmax.row(scores.row(row), scores.row(row), scores.columns());
    }
    MatMulPanels.multiply(scores, value, output);
  }

  private static void transpose(MatrixView source, float scale, MatrixView destination) {
    for (int row = 0; row < source.rows(); row++) {
      for (int column = 0; column < source.columns(); column++) {
        float element = Floats.get(Floats.at(source.row(row), column));
        Floats.set(Floats.at(destination.row(column), row), scale * element);
      }
    }
  }
}
