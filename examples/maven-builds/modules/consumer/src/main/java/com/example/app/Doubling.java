package com.example.app;

import com.example.layers.Layer;
import com.example.layers.ScaleLayer;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;
import java.util.List;

/// Doubles numbers without ever seeing a scope.
public final class Doubling {
  private final Layer layer;

  /// Uses a pool that it does not close.
  ///
  /// @param pool a pool
  public Doubling(TensorPool pool) {
    this.layer = new ScaleLayer(pool, 2);
  }

  /// Returns the first element's double.
  public float first(Tensor input) {
    try (PooledTensor output = layer.forward(input)) {
      return output.get(0);
    }
  }

  /// Doubles the elements of a tensor.
  public void doubleAll(Tensor values) {
    layer.forwardInto(values, values);
  }

  /// Returns the doubles of the first elements.
  public List<Float> firsts(List<Tensor> inputs) {
    return layer.forwardAll(inputs, output -> output.get(0));
  }
}
