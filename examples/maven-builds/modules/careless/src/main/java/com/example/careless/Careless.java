package com.example.careless;

import com.example.layers.ScaleLayer;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;

/** Drops results that generated methods hand out. */
final class Careless {
  private final ScaleLayer layer = new ScaleLayer(2);

  float first(Tensor input) {
    PooledTensor output = layer.forward(input);
    return output.get(0);
  }

  float lent(Tensor input) {
    return layer.forward(input, output -> output.get(0));
  }
}
