package dev.tenure.engine.model;

import dev.tenure.annotations.Overwrites;
import dev.tenure.engine.kernel.ActivationFunction;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.tensor.Tensor;

/// A matrix product and a bias: `input [rows, in] * weights [in, out] + bias [out]`.
///
/// @param weights the matrix, prepared for the product
/// @param bias what is added to every row
record Linear(WeightMatrix weights, Tensor bias) {
  void apply(Tensor input, @Overwrites Tensor output) {
    MatMul.linear(input, weights, bias, output);
  }

  void apply(Tensor input, ActivationFunction activation, @Overwrites Tensor output) {
    MatMul.linear(input, weights, bias, activation, output);
  }

  /// Returns the number of columns of the output.
  int outputs() {
    return bias.shape().dimension(0);
  }
}
