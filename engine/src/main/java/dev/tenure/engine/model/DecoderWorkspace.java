package dev.tenure.engine.model;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// The intermediates of one pass over a number of tokens, rented once and used for every layer.
///
/// It belongs to a scope and to the thread of the scope. The views are made here, since a view made
/// per token would be garbage.
final class DecoderWorkspace {
  final int rows;
  final Tensor hidden;
  final Tensor normed;
  final Tensor query;
  final Tensor key;
  final Tensor value;
  final Tensor attended;
  final Tensor gate;
  final Tensor up;

  /// The queries and keys with a row for each head, for norms of heads.
  final Tensor queryHeads;

  final Tensor keyHeads;

  DecoderWorkspace(TensorScope scope, DecoderConfig config, int rows) {
    this.rows = rows;
    this.hidden = rent(scope, rows, config.hiddenSize());
    this.normed = rent(scope, rows, config.hiddenSize());
    this.query = rent(scope, rows, config.querySize());
    this.key = rent(scope, rows, config.cacheSize());
    this.value = rent(scope, rows, config.cacheSize());
    this.attended = rent(scope, rows, config.querySize());
    this.gate = rent(scope, rows, config.intermediateSize());
    this.up = rent(scope, rows, config.intermediateSize());
    this.queryHeads = query.reshape(Shape.of(rows * config.heads(), config.headWidth()));
    this.keyHeads = key.reshape(Shape.of(rows * config.cacheHeads(), config.headWidth()));
  }

  @Borrowed("scope")
  @Uninitialized
  private static Tensor rent(TensorScope scope, int rows, int columns) {
    return scope.rentUninitialized(Shape.of(rows, columns));
  }
}
