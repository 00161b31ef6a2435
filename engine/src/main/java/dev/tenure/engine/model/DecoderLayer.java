package dev.tenure.engine.model;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.Activation;
import dev.tenure.engine.kernel.ActivationFunction;
import dev.tenure.engine.kernel.CausalAttention;
import dev.tenure.engine.kernel.LinearLayer;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.Normalization;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// One layer of a decoder: `x += attention(norm(x))`, then `x += down(silu(gate(norm(x))) ·
/// up(norm(x)))`.
///
/// [Touvron et al., Llama](https://arxiv.org/abs/2302.13971); biases and norms of heads as in Qwen
/// 2 and 3. Immutable and safe to share between threads.
///
/// @param attentionNorm `[hidden]`
/// @param query `[heads · width, hidden]`
/// @param key `[cacheHeads · width, hidden]`
/// @param value `[cacheHeads · width, hidden]`
/// @param queryNorm `[width]`, applied to each head, or nothing
/// @param keyNorm `[width]`, applied to each head, or nothing
/// @param attentionOutput `[hidden, heads · width]`
/// @param feedForwardNorm `[hidden]`
/// @param gate `[intermediate, hidden]`
/// @param up `[intermediate, hidden]`
/// @param down `[hidden, intermediate]`
record DecoderLayer(
    Tensor attentionNorm,
    LinearLayer query,
    LinearLayer key,
    LinearLayer value,
    @Nullable Tensor queryNorm,
    @Nullable Tensor keyNorm,
    WeightMatrix attentionOutput,
    Tensor feedForwardNorm,
    LinearLayer gate,
    LinearLayer up,
    WeightMatrix down) {

  /// Changes the rows of `work.hidden`.
  ///
  /// @param work holds the tokens' rows
  /// @param state where keys and values are kept
  /// @param layer this layer's index
  /// @param config the model's sizes
  @NoAllocation
  void apply(DecoderWorkspace work, DecoderState state, int layer, DecoderConfig config) {
    project(work, state.workers(), config);
    attend(state.workers(), work.all, state, layer, config);
    finish(work, state.workers(), config);
  }

  /// Changes the rows of `work.hidden`, each of which belongs to another conversation.
  ///
  /// @param work holds the tokens' rows, one for each conversation
  /// @param rows the same rows one by one
  /// @param states where the keys and values of each conversation are kept
  /// @param workers the threads that compute it
  /// @param layer this layer's index
  /// @param config the model's sizes
  @NoAllocation
  void applyToEach(
      DecoderWorkspace work,
      AttentionRows[] rows,
      DecoderState[] states,
      Workers workers,
      int layer,
      DecoderConfig config) {
    project(work, workers, config);
    for (int row = 0; row < work.rows; row++) {
      attend(workers, rows[row], states[row], layer, config);
    }
    finish(work, workers, config);
  }

  @NoAllocation
  private void project(DecoderWorkspace work, Workers workers, DecoderConfig config) {
    Normalization.rmsNorm(work.hidden, attentionNorm, config.epsilon(), work.normed);
    MatMul.linear(
        workers,
        work.normed,
        query,
        work.all.query(),
        key,
        work.all.key(),
        value,
        work.all.value());
    normaliseHeads(work, config.epsilon());
  }

  @NoAllocation
  private void finish(DecoderWorkspace work, Workers workers, DecoderConfig config) {
    MatMul.linearAdd(workers, work.all.attended(), attentionOutput, work.hidden);
    Normalization.rmsNorm(work.hidden, feedForwardNorm, config.epsilon(), work.normed);
    MatMul.linear(workers, work.normed, gate, work.gate, up, work.up);
    Activation.gated(ActivationFunction.SILU, work.gate, work.up, work.gate);
    MatMul.linearAdd(workers, work.gate, down, work.hidden);
  }

  @NoAllocation
  private void normaliseHeads(DecoderWorkspace work, float epsilon) {
    if (queryNorm != null) {
      Normalization.rmsNorm(work.queryHeads, queryNorm, epsilon, work.queryHeads);
    }
    if (keyNorm != null) {
      Normalization.rmsNorm(work.keyHeads, keyNorm, epsilon, work.keyHeads);
    }
  }

  @NoAllocation
  private static void attend(
      Workers workers, AttentionRows rows, DecoderState state, int layer, DecoderConfig config) {
    int position = state.position();
    state.rotary().apply(rows.query(), config.heads(), position, rows.query());
    state.rotary().apply(rows.key(), config.cacheHeads(), position, rows.key());
    Tensor[] pages = state.pages(layer);
    CausalAttention.store(state.layout(), pages, position, rows.key(), rows.value());
    CausalAttention.attend(
        workers,
        rows.query(),
        config.heads(),
        state.layout(),
        pages,
        position,
        config.slidingWindow().of(layer),
        (float) (1 / Math.sqrt(config.headWidth())),
        rows.attended());
  }
}
