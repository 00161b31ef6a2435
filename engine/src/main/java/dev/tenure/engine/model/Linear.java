package dev.tenure.engine.model;

import dev.tenure.annotations.Overwrites;
import dev.tenure.engine.kernel.ActivationFunction;
import dev.tenure.engine.kernel.LinearLayer;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.tensor.Tensor;

/// A matrix product and a bias: `input [rows, in] * weights [in, out] + bias [out]`.
///
/// @param layer the weights, prepared for the product, and what is added to every row
record Linear(LinearLayer layer) {
  void apply(Tensor input, @Overwrites Tensor output) {
    MatMul.linear(input, layer.weights(), layer.bias(), output);
  }

  void apply(Tensor input, ActivationFunction activation, @Overwrites Tensor output) {
    MatMul.linear(input, layer.weights(), layer.bias(), activation, output);
  }

  /// Returns the number of columns of the output.
  int outputs() {
    return layer.weights().outputs();
  }
}
