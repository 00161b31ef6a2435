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
  final AttentionRows all;
  final Tensor gate;
  final Tensor up;

  /// The queries and keys with a row for each head, for norms of heads.
  final Tensor queryHeads;

  final Tensor keyHeads;

  DecoderWorkspace(TensorScope scope, DecoderConfig config, int rows) {
    this.rows = rows;
    this.hidden = rent(scope, rows, config.hiddenSize());
    this.normed = rent(scope, rows, config.hiddenSize());
    this.all =
        new AttentionRows(
            rent(scope, rows, config.querySize()),
            rent(scope, rows, config.cacheSize()),
            rent(scope, rows, config.cacheSize()),
            rent(scope, rows, config.querySize()));
    this.gate = rent(scope, rows, config.intermediateSize());
    this.up = rent(scope, rows, config.intermediateSize());
    this.queryHeads = all.query().reshape(Shape.of(rows * config.heads(), config.headWidth()));
    this.keyHeads = all.key().reshape(Shape.of(rows * config.cacheHeads(), config.headWidth()));
  }

  /// A view of the first rows of a larger workspace.
  private DecoderWorkspace(DecoderWorkspace larger, int rows) {
    this.rows = rows;
    this.hidden = larger.hidden.slice(0, rows);
    this.normed = larger.normed.slice(0, rows);
    this.all = larger.all.slice(0, rows);
    this.gate = larger.gate.slice(0, rows);
    this.up = larger.up.slice(0, rows);
    this.queryHeads = larger.queryHeads.slice(0, larger.headsOf(larger.queryHeads, rows));
    this.keyHeads = larger.keyHeads.slice(0, larger.headsOf(larger.keyHeads, rows));
  }

  private int headsOf(Tensor heads, int count) {
    return heads.shape().dimension(0) / rows * count;
  }

  /// Returns a view of the first rows, which is valid as long as this workspace.
  DecoderWorkspace first(int count) {
    return new DecoderWorkspace(this, count);
  }

  @Borrowed("scope")
  @Uninitialized
  private static Tensor rent(TensorScope scope, int rows, int columns) {
    return scope.rentUninitialized(Shape.of(rows, columns));
  }
}
