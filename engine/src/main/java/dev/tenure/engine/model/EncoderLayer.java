package dev.tenure.engine.model;

import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;

/// One layer of a BERT encoder: attention, then the feed-forward part.
///
/// Immutable and safe to share between threads.
final class EncoderLayer {
  private final ScopedSelfAttention attention;
  private final ScopedFeedForward feedForward;

  /// Creates a layer.
  ///
  /// @param pool where its parts rent their intermediates
  /// @param attention its first half
  /// @param feedForward its second half
  EncoderLayer(TensorPool pool, SelfAttention attention, FeedForward feedForward) {
    this.attention = new ScopedSelfAttention(pool, attention);
    this.feedForward = new ScopedFeedForward(pool, feedForward);
  }

  /// Applies the layer.
  ///
  /// @param input `[tokens, hidden]`
  /// @param texts which of the rows see each other
  /// @return `[tokens, hidden]`
  @ScopedForward
  @Scoped
  PooledTensor forward(TensorScope scope, Tensor input, TextSpans texts) {
    PooledTensor attended = scope.adopt(attention.forward(input, texts));
    return scope.adopt(feedForward.forward(attended));
  }
}
