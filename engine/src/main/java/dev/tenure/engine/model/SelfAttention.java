package dev.tenure.engine.model;

import dev.tenure.annotations.Overwrites;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.engine.kernel.Attention;
import dev.tenure.engine.kernel.Elementwise;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// The first half of an encoder layer: every token looks at every other one of its text.
///
/// `norm(input + output(attention(query(input), key(input), value(input))))`, as in [Vaswani et
/// al., Attention Is All You Need](https://arxiv.org/abs/1706.03762). Immutable and safe to share
/// between threads.
///
/// @param query `[hidden, hidden]`
/// @param key `[hidden, hidden]`
/// @param value `[hidden, hidden]`
/// @param output `[hidden, hidden]`
/// @param norm what is applied to the sum
/// @param heads into how many parts the columns are cut, each attended to by itself
record SelfAttention(
    Linear query, Linear key, Linear value, Linear output, LayerNorm norm, int heads) {

  /// Applies the layer.
  ///
  /// @param input `[tokens, hidden]`
  /// @param texts which of the rows see each other
  /// @return `[tokens, hidden]`
  @ScopedForward
  @Scoped
  PooledTensor forward(TensorScope scope, Tensor input, TextSpans texts) {
    Shape rows = input.shape();
    PooledTensor queries = scope.rentUninitialized(rows);
    PooledTensor keys = scope.rentUninitialized(rows);
    PooledTensor values = scope.rentUninitialized(rows);
    MatMul.linear(input, query.layer(), queries, key.layer(), keys, value.layer(), values);
    PooledTensor attended = scope.rentUninitialized(rows);
    for (int text = 0; text < texts.count(); text++) {
      attend(
          scope,
          texts.slice(queries, text),
          texts.slice(keys, text),
          texts.slice(values, text),
          texts.slice(attended, text));
    }
    PooledTensor projected = scope.rentUninitialized(rows);
    output.apply(attended, projected);
    Elementwise.add(projected, input, projected);
    norm.apply(projected, projected);
    return projected;
  }

  private void attend(
      TensorScope scope, Tensor queries, Tensor keys, Tensor values, @Overwrites Tensor attended) {
    int tokens = queries.shape().dimension(0);
    int width = queries.shape().dimension(1) / heads;
    try (TensorScope own = scope.openChild()) {
      PooledTensor transposedKeys = own.rentUninitialized(Shape.of(width, tokens));
      PooledTensor scores = own.rentUninitialized(Shape.of(tokens, tokens));
      Attention.multiHead(queries, keys, values, heads, transposedKeys, scores, attended);
    }
  }
}
