package dev.tenure.engine.kernel;

/// Which elements of a head are turned together.
public enum RotaryLayout {
  /// Neighbours: elements `2i` and `2i + 1`, as in the paper and in Llama models in GGUF files.
  PAIRS,

  /// Element `i` of the first half and element `i` of the second, as in GPT-NeoX and the models of
  /// Hugging Face.
  HALVES
}
