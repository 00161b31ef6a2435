package dev.tenure.engine.model;

import dev.tenure.engine.weights.GgufBuilder;
import java.util.Random;

/// Decoders of two layers with random weights, in any shape, as GGUF files.
///
/// @param family `llama`, `qwen2` or `qwen3`
/// @param heads the number of heads of queries
/// @param cacheHeads the number of heads of keys and values
/// @param width the length of a head
/// @param window the length of the sliding window, or 0
public record TinyLlama(String family, int heads, int cacheHeads, int width, int window) {
  /// How many tokens a model knows: 256 bytes and four more.
  public static final int VOCABULARY = 260;

  /// How many positions it reads.
  public static final int CONTEXT = 256;

  private static final int LAYERS = 2;
  private static final int HIDDEN = 48;
  private static final int WIDE = 80;

  /// A decoder without a sliding window.
  ///
  /// @param family `llama`, `qwen2` or `qwen3`
  /// @param heads the number of heads of queries
  /// @param cacheHeads the number of heads of keys and values
  /// @param width the length of a head
  public TinyLlama(String family, int heads, int cacheHeads, int width) {
    this(family, heads, cacheHeads, width, 0);
  }

  /// Returns the file.
  ///
  /// @return its bytes
  public byte[] gguf() {
    Random random = new Random(heads * 31L + cacheHeads);
    GgufBuilder file = new GgufBuilder();
    metadata(file);
    tensor(file, random, "token_embd.weight", VOCABULARY, HIDDEN);
    tensor(file, random, "output_norm.weight", HIDDEN);
    for (int layer = 0; layer < LAYERS; layer++) {
      layer(file, random, "blk.%d.".formatted(layer));
    }
    return file.build();
  }

  private void metadata(GgufBuilder file) {
    file.text("general.architecture", family)
        .integer(family + ".embedding_length", HIDDEN)
        .integer(family + ".block_count", LAYERS)
        .integer(family + ".attention.head_count", heads)
        .integer(family + ".attention.head_count_kv", cacheHeads)
        .integer(family + ".attention.key_length", width)
        .integer(family + ".attention.value_length", width)
        .integer(family + ".feed_forward_length", WIDE)
        .integer(family + ".context_length", CONTEXT)
        .integer(family + ".attention.sliding_window", window)
        .integer(family + ".rope.dimension_count", width);
    tokenizer(file);
  }

  private static void tokenizer(GgufBuilder file) {
    String[] words = new String[VOCABULARY];
    int[] types = new int[VOCABULARY];
    for (int id = 0; id < VOCABULARY; id++) {
      words[id] = id < 4 ? "<%d>".formatted(id) : "<0x%02X>".formatted(id - 4);
      types[id] = id < 4 ? 3 : 6;
    }
    file.text("tokenizer.ggml.model", "llama")
        .texts("tokenizer.ggml.tokens", words)
        .numbers("tokenizer.ggml.scores", new float[VOCABULARY])
        .integers("tokenizer.ggml.token_type", types)
        .integer("tokenizer.ggml.bos_token_id", 1)
        .integer("tokenizer.ggml.eos_token_id", 2);
  }

  private void layer(GgufBuilder file, Random random, String prefix) {
    tensor(file, random, prefix + "attn_norm.weight", HIDDEN);
    tensor(file, random, prefix + "attn_q.weight", heads * width, HIDDEN);
    tensor(file, random, prefix + "attn_k.weight", cacheHeads * width, HIDDEN);
    tensor(file, random, prefix + "attn_v.weight", cacheHeads * width, HIDDEN);
    if (family.equals("qwen2")) {
      tensor(file, random, prefix + "attn_q.bias", heads * width);
      tensor(file, random, prefix + "attn_k.bias", cacheHeads * width);
      tensor(file, random, prefix + "attn_v.bias", cacheHeads * width);
    }
    if (family.equals("qwen3")) {
      tensor(file, random, prefix + "attn_q_norm.weight", width);
      tensor(file, random, prefix + "attn_k_norm.weight", width);
    }
    tensor(file, random, prefix + "attn_output.weight", HIDDEN, heads * width);
    tensor(file, random, prefix + "ffn_norm.weight", HIDDEN);
    tensor(file, random, prefix + "ffn_gate.weight", WIDE, HIDDEN);
    tensor(file, random, prefix + "ffn_up.weight", WIDE, HIDDEN);
    tensor(file, random, prefix + "ffn_down.weight", HIDDEN, WIDE);
  }

  private static void tensor(GgufBuilder file, Random random, String name, int... dimensions) {
    int count = 1;
    for (int dimension : dimensions) {
      count *= dimension;
    }
    float[] elements = new float[count];
    for (int i = 0; i < count; i++) {
      float noise = (float) random.nextGaussian() * 0.2f;
      elements[i] = dimensions.length == 1 ? 1 + noise : noise;
    }
    file.floats(name, dimensions, elements);
  }
}
