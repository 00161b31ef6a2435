package dev.tenure.engine.model;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.Overwrites;
import dev.tenure.engine.kernel.Normalization;
import dev.tenure.tensor.Tensor;

/// Brings every row to mean 0 and variance 1, then to learned ones.
///
/// [Ba, Kiros and Hinton, Layer Normalization](https://arxiv.org/abs/1607.06450).
///
/// @param gain the factor of every column
/// @param bias what is added to every column
/// @param epsilon what keeps the division from a variance of 0
record LayerNorm(Tensor gain, Tensor bias, float epsilon) {
  void apply(Tensor input, @Overwrites @MayAlias Tensor output) {
    Normalization.layerNorm(input, gain, bias, epsilon, output);
  }
}
