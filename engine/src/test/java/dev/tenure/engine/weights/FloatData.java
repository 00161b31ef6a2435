package dev.tenure.engine.weights;

import java.lang.foreign.Arena;

/// Copies tensors onto the heap, for assertions.
final class FloatData {
  private FloatData() {}

  static float[] of(OnnxTensor tensor) {
    try (Arena arena = Arena.ofConfined()) {
      return tensor.copyTo(arena).toArray();
    }
  }
}
