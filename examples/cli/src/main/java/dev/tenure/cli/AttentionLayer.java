package dev.tenure.cli;

import dev.tenure.annotations.Overwrites;
import dev.tenure.annotations.Scoped;
import dev.tenure.engine.kernel.Attention;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.Random;

/// Attention over a batch of texts, with random weights: three projections, attention within each
/// text, and a projection of the result.
///
/// @param query `[width, width]`, as all of them
/// @param key see query
/// @param value see query
/// @param output see query
/// @param bias `[width]`, zeros
record AttentionLayer(
    WeightMatrix query, WeightMatrix key, WeightMatrix value, WeightMatrix output, Tensor bias) {
  static final int BATCH = 4;
  static final int TOKENS = 64;
  static final int WIDTH = 256;
  static final int HEADS = 8;

  /// The rows of all texts below each other.
  static final Shape ROWS = Shape.of(BATCH * TOKENS, WIDTH);

  static final Shape KEYS = Shape.of(WIDTH / HEADS, TOKENS);
  static final Shape SCORES = Shape.of(TOKENS, TOKENS);

  /// Makes a layer whose weights live as long as the arena; the bias belongs to the scope.
  static AttentionLayer random(Arena arena, TensorScope scope) {
    Random random = new Random(1);
    return new AttentionLayer(
        weights(random, arena, scope),
        weights(random, arena, scope),
        weights(random, arena, scope),
        weights(random, arena, scope),
        scope.rent(Shape.of(WIDTH)));
  }

  private static WeightMatrix weights(Random random, Arena arena, TensorScope scope) {
    try (TensorScope own = scope.openChild()) {
      Tensor unpacked = own.rent(Shape.of(WIDTH, WIDTH));
      return WeightMatrix.packTransposed(fill(unpacked, random), arena);
    }
  }

  /// Fills a tensor with small random numbers, and returns it.
  static Tensor fill(Tensor tensor, Random random) {
    for (long i = 0; i < tensor.shape().elementCount(); i++) {
      tensor.set(i, (random.nextFloat() - 0.5f) / 8);
    }
    return tensor;
  }

  /// Applies the layer; intermediates die as early as they can.
  ///
  /// @param input `[batch · tokens, width]`
  /// @return as the input
  @Scoped
  PooledTensor forward(TensorScope scope, Tensor input) {
    PooledTensor attended = scope.rentUninitialized(ROWS);
    try (TensorScope own = scope.openChild()) {
      PooledTensor queries = own.rentUninitialized(ROWS);
      PooledTensor keys = own.rentUninitialized(ROWS);
      PooledTensor values = own.rentUninitialized(ROWS);
      project(input, queries, keys, values);
      AttentionRows rows = new AttentionRows(queries, keys, values, attended);
      PooledTensor transposedKeys = own.rentUninitialized(KEYS);
      PooledTensor scores = own.rentUninitialized(SCORES);
      for (int text = 0; text < BATCH; text++) {
        attend(rows.ofText(text), transposedKeys, scores);
      }
    }
    PooledTensor result = scope.rentUninitialized(ROWS);
    conclude(attended, result);
    return result;
  }

  void project(
      Tensor input,
      @Overwrites Tensor queries,
      @Overwrites Tensor keys,
      @Overwrites Tensor values) {
    MatMul.linear(input, query, bias, queries);
    MatMul.linear(input, key, bias, keys);
    MatMul.linear(input, value, bias, values);
  }

  /// Attention within one text.
  void attend(AttentionRows text, @Overwrites Tensor transposedKeys, @Overwrites Tensor scores) {
    Attention.multiHead(
        text.queries(), text.keys(), text.values(), HEADS, transposedKeys, scores, text.attended());
  }

  void conclude(Tensor attended, @Overwrites Tensor result) {
    MatMul.linear(attended, output, bias, result);
  }
}
