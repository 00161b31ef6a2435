package dev.tenure.benchmarks.inference;

import dev.tenure.benchmarks.inference.ModelTensor.Part;
import java.util.ArrayList;
import java.util.List;

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

  /// Returns the tensors of such a decoder.
  List<ModelTensor> tensors() {
    List<ModelTensor> tensors = new ArrayList<>();
    tensors.add(new ModelTensor(-1, Part.EMBEDDING, vocabulary, hidden));
    for (int i = 0; i < layers; i++) {
      tensors.add(new ModelTensor(i, Part.ATTENTION_NORM, 0, hidden));
      tensors.add(new ModelTensor(i, Part.QUERY, hidden, hidden));
      tensors.add(new ModelTensor(i, Part.KEY, cacheWidth(), hidden));
      tensors.add(new ModelTensor(i, Part.VALUE, cacheWidth(), hidden));
      tensors.add(new ModelTensor(i, Part.ATTENTION_OUTPUT, hidden, hidden));
      tensors.add(new ModelTensor(i, Part.FEED_FORWARD_NORM, 0, hidden));
      tensors.add(new ModelTensor(i, Part.GATE, feedForward, hidden));
      tensors.add(new ModelTensor(i, Part.UP, feedForward, hidden));
      tensors.add(new ModelTensor(i, Part.DOWN, hidden, feedForward));
    }
    tensors.add(new ModelTensor(-1, Part.OUTPUT_NORM, 0, hidden));
    if (!tied) {
      tensors.add(new ModelTensor(-1, Part.OUTPUT, vocabulary, hidden));
    }
    return tensors;
  }
}
