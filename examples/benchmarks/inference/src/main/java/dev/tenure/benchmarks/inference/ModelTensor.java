package dev.tenure.benchmarks.inference;

/// A tensor of a decoder that is to be written.
///
/// @param layer which layer it belongs to, from 0; -1 for none
/// @param part what it is there
/// @param rows 0 for a vector
/// @param columns elements of a row
record ModelTensor(int layer, Part part, int rows, int columns) {
  /// What a tensor is, with its name in GGUF and in the files of Hugging Face.
  enum Part {
    EMBEDDING("token_embd", "model.embed_tokens"),
    ATTENTION_NORM("attn_norm", "input_layernorm"),
    QUERY("attn_q", "self_attn.q_proj"),
    KEY("attn_k", "self_attn.k_proj"),
    VALUE("attn_v", "self_attn.v_proj"),
    ATTENTION_OUTPUT("attn_output", "self_attn.o_proj"),
    FEED_FORWARD_NORM("ffn_norm", "post_attention_layernorm"),
    GATE("ffn_gate", "mlp.gate_proj"),
    UP("ffn_up", "mlp.up_proj"),
    DOWN("ffn_down", "mlp.down_proj"),
    OUTPUT_NORM("output_norm", "model.norm"),
    OUTPUT("output", "lm_head");

    private final String gguf;
    private final String huggingFace;

    Part(String gguf, String huggingFace) {
      this.gguf = gguf;
      this.huggingFace = huggingFace;
    }
  }

  boolean isVector() {
    return rows == 0;
  }

  String ggufName() {
    return (layer < 0 ? "" : "blk." + layer + ".") + part.gguf + ".weight";
  }

  String huggingFaceName() {
    return (layer < 0 ? "" : "model.layers." + layer + ".") + part.huggingFace + ".weight";
  }
}
