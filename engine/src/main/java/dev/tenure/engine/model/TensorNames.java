package dev.tenure.engine.model;

/// How a kind of file names the weights of a decoder.
///
/// @param embeddings the vectors of the tokens
/// @param norm the last norm
/// @param head the output layer; missing where it is the embeddings
/// @param frequencyFactors what rotary frequencies are divided by (Llama 3)
/// @param layer the beginning of the names of a layer, with a place for its number
/// @param attentionNorm the norm before attention
/// @param query the projections
/// @param key the projections
/// @param value the projections
/// @param queryNorm the norm of a head of queries (Qwen 3)
/// @param keyNorm the norm of a head of keys (Qwen 3)
/// @param attentionOutput the projection after attention
/// @param feedForwardNorm the norm before the feed-forward part
/// @param gate the feed-forward part
/// @param up the feed-forward part
/// @param down the feed-forward part
record TensorNames(
    String embeddings,
    String norm,
    String head,
    String frequencyFactors,
    String layer,
    String attentionNorm,
    String query,
    String key,
    String value,
    String queryNorm,
    String keyNorm,
    String attentionOutput,
    String feedForwardNorm,
    String gate,
    String up,
    String down) {
  static final TensorNames GGUF =
      new TensorNames(
          "token_embd",
          "output_norm",
          "output",
          "rope_freqs",
          "blk.%d.",
          "attn_norm",
          "attn_q",
          "attn_k",
          "attn_v",
          "attn_q_norm",
          "attn_k_norm",
          "attn_output",
          "ffn_norm",
          "ffn_gate",
          "ffn_up",
          "ffn_down");

  static final TensorNames HUGGING_FACE =
      new TensorNames(
          "model.embed_tokens",
          "model.norm",
          "lm_head",
          "rope_freqs",
          "model.layers.%d.",
          "input_layernorm",
          "self_attn.q_proj",
          "self_attn.k_proj",
          "self_attn.v_proj",
          "self_attn.q_norm",
          "self_attn.k_norm",
          "self_attn.o_proj",
          "post_attention_layernorm",
          "mlp.gate_proj",
          "mlp.up_proj",
          "mlp.down_proj");
}
