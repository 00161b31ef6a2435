package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.tensor.Tensor;

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
  @NoAllocation
  public static void multiHead(
      Tensor query,
      Tensor key,
      Tensor value,
      int heads,
      @Overwrites Tensor keys,
      @Overwrites Tensor scores,
      @Overwrites Tensor output) {
    Guard.requireRank("query", query, 2);
    Guard.requireSameShape("key", key, query);
    Guard.requireSameShape("value", value, query);
    Guard.requireSameShape("output", output, query);
    int tokens = query.shape().dimension(0);
    int columns = query.shape().dimension(1);
    if (heads < 1 || columns % heads != 0) {
      throw new IllegalArgumentException(
          "%d columns cannot be cut into %d heads".formatted(columns, heads));
    }
    Guard.requireMatrix("keys", keys, columns / heads, tokens);
    Guard.requireMatrix("scores", scores, tokens, tokens);
    requireDisjointFromInputs("keys", keys, query, key, value);
    requireDisjointFromInputs("scores", scores, query, key, value);
    requireDisjointFromInputs("output", output, query, key, value);
    Guard.requireDisjoint("scores", scores, "keys", keys);
    Guard.requireDisjoint("output", output, "keys", keys);
    Guard.requireDisjoint("output", output, "scores", scores);
    Workers solo = SoloWorkers.borrow();
    try {
      heads(
          solo,
          Guard.address("query", query),
          Guard.address("key", key),
          Guard.address("value", value),
          tokens,
          heads,
          columns,
          Guard.address("keys", keys),
          Guard.address("scores", scores),
          Guard.address("output", output));
    } finally {
      SoloWorkers.giveBack(solo);
    }
  }

  @NoAllocation
  private static void requireDisjointFromInputs(
      String name, Tensor destination, Tensor query, Tensor key, Tensor value) {
    Guard.requireDisjoint(name, destination, "query", query);
    Guard.requireDisjoint(name, destination, "key", key);
    Guard.requireDisjoint(name, destination, "value", value);
  }

  private static void heads(
      Workers workers,
      long query,
      long key,
      long value,
      int tokens,
      int heads,
      int columns,
      long keys,
      long scores,
      long output) {
    int width = columns / heads;
    long row = (long) columns * Float.BYTES;
    long scoresRow = (long) tokens * Float.BYTES;
    float scale = (float) (1 / Math.sqrt(width));
    ProductJob product = workers.product;
    for (int head = 0; head < heads; head++) {
      long offset = (long) head * width * Float.BYTES;
      transpose(key + offset, row, tokens, width, scale, keys);
      product.run(
          workers,
          query + offset,
          row,
          false,
          keys,
          scoresRow,
          false,
          scores,
          scoresRow,
          tokens,
          width,
          tokens,
          false);
      for (int token = 0; token < tokens; token++) {
        Softmax.row(scores + token * scoresRow, scores + token * scoresRow, tokens);
      }
      product.run(
          workers,
          scores,
          scoresRow,
          false,
          value + offset,
          row,
          false,
          output + offset,
          row,
          tokens,
          tokens,
          width,
          false);
    }
  }

  private static void transpose(
      long from, long fromRow, int rows, int columns, float scale, long to) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        float element = RawMemory.getFloat(from + row * fromRow, column);
        RawMemory.setFloat(to, (long) column * rows + row, scale * element);
      }
    }
  }
}
