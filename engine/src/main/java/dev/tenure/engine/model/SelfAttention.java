package dev.tenure.engine.model;

import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.engine.kernel.Attention;
import dev.tenure.engine.kernel.Elementwise;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// The first half of an encoder layer: every token looks at every other one.
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
  /// @return `[tokens, hidden]`
  @ScopedForward
  @Scoped
  PooledTensor forward(TensorScope scope, Tensor input) {
    Shape rows = input.shape();
    int tokens = rows.dimension(0);
    PooledTensor queries = scope.rentUninitialized(rows);
    query.apply(input, queries);
    PooledTensor keys = scope.rentUninitialized(rows);
    key.apply(input, keys);
    PooledTensor values = scope.rentUninitialized(rows);
    value.apply(input, values);
    PooledTensor transposedKeys =
        scope.rentUninitialized(Shape.of(rows.dimension(1) / heads, tokens));
    PooledTensor scores = scope.rentUninitialized(Shape.of(tokens, tokens));
    PooledTensor attended = scope.rentUninitialized(rows);
    Attention.multiHead(queries, keys, values, heads, transposedKeys, scores, attended);
    PooledTensor projected = scope.rentUninitialized(rows);
    output.apply(attended, projected);
    Elementwise.add(projected, input, projected);
    norm.apply(projected, projected);
    return projected;
  }
}
