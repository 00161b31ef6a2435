package com.example;

import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;

final class Leaky {
  private Leaky() {}

  static float first(TensorPool pool) {
    PooledTensor tensor = pool.rent(Shape.of(4));
    return tensor.get(0);
  }
}
