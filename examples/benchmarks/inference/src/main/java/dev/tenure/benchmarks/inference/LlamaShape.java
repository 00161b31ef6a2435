package dev.tenure.benchmarks.inference;

/// Sizes of decoders of the Llama family that people run.
enum LlamaShape {
  /// As SmolLM2-135M.
  SMALL("135M", 576, 30, 9, 3, 1536, 49_152, true),
  /// As TinyLlama-1.1B.
  LARGE("1100M", 2048, 22, 32, 4, 5632, 32_000, false);

  final String label;
  final int hidden;
  final int layers;
  final int heads;
  final int cacheHeads;
  final int feedForward;
  final int vocabulary;
  final boolean tied;

  LlamaShape(
      String label,
      int hidden,
      int layers,
      int heads,
      int cacheHeads,
      int feedForward,
      int vocabulary,
      boolean tied) {
    this.label = label;
    this.hidden = hidden;
    this.layers = layers;
    this.heads = heads;
    this.cacheHeads = cacheHeads;
    this.feedForward = feedForward;
    this.vocabulary = vocabulary;
    this.tied = tied;
  }

  int cacheWidth() {
    return hidden / heads * cacheHeads;
  }
}
