package dev.tenure.engine.model;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.Activation;
import dev.tenure.engine.kernel.ActivationFunction;
import dev.tenure.engine.kernel.CausalAttention;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.Normalization;
import dev.tenure.engine.kernel.WeightMatrix;
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
/// @param queryBias `[heads · width]`, or nothing
/// @param keyBias `[cacheHeads · width]`, or nothing
/// @param valueBias `[cacheHeads · width]`, or nothing
/// @param queryNorm `[width]`, applied to each head, or nothing
/// @param keyNorm `[width]`, applied to each head, or nothing
/// @param attentionOutput `[hidden, heads · width]`
/// @param feedForwardNorm `[hidden]`
/// @param gate `[intermediate, hidden]`
/// @param up `[intermediate, hidden]`
/// @param down `[hidden, intermediate]`
record DecoderLayer(
    Tensor attentionNorm,
    WeightMatrix query,
    WeightMatrix key,
    WeightMatrix value,
    @Nullable Tensor queryBias,
    @Nullable Tensor keyBias,
    @Nullable Tensor valueBias,
    @Nullable Tensor queryNorm,
    @Nullable Tensor keyNorm,
    WeightMatrix attentionOutput,
    Tensor feedForwardNorm,
    WeightMatrix gate,
    WeightMatrix up,
    WeightMatrix down) {

  /// Changes the rows of `work.hidden`.
  ///
  /// @param work holds the tokens' rows
  /// @param state where keys and values are kept
  /// @param layer this layer's index
  /// @param config the model's sizes
  @NoAllocation
  void apply(DecoderWorkspace work, DecoderState state, int layer, DecoderConfig config) {
    Normalization.rmsNorm(work.hidden, attentionNorm, config.epsilon(), work.normed);
    MatMul.linear(state.workers(), work.normed, query, queryBias, null, work.query);
    MatMul.linear(state.workers(), work.normed, key, keyBias, null, work.key);
    MatMul.linear(state.workers(), work.normed, value, valueBias, null, work.value);
    normaliseHeads(work, config.epsilon());
    attend(work, state, layer, config);
    MatMul.linearAdd(state.workers(), work.attended, attentionOutput, work.hidden);
    Normalization.rmsNorm(work.hidden, feedForwardNorm, config.epsilon(), work.normed);
    MatMul.linear(state.workers(), work.normed, gate, work.gate);
    MatMul.linear(state.workers(), work.normed, up, work.up);
    Activation.gated(ActivationFunction.SILU, work.gate, work.up, work.gate);
    MatMul.linearAdd(state.workers(), work.gate, down, work.hidden);
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
      DecoderWorkspace work, DecoderState state, int layer, DecoderConfig config) {
    int position = state.position();
    state.rotary().apply(work.query, config.heads(), position, work.query);
    state.rotary().apply(work.key, config.cacheHeads(), position, work.key);
    Tensor[] pages = state.pages(layer);
    CausalAttention.store(state.layout(), pages, position, work.key, work.value);
    CausalAttention.attend(
        state.workers(),
        work.query,
        config.heads(),
        state.layout(),
        pages,
        position,
        (float) (1 / Math.sqrt(config.headWidth())),
        work.attended);
  }
}
