package com.example.layers;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.Overwrites;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;
import lombok.RequiredArgsConstructor;

/// Multiplies every element with a number.
///
/// Its constructor is Lombok's, and the wrapper's users can call it.
@RequiredArgsConstructor
@ScopedForward(name = "ScaleLayer", contract = "Layer")
public class Scale {
  private final float factor;

  /// Returns the products.
  ///
  /// @param input any tensor
  /// @return as many elements as the input has
  @Scoped
  public PooledTensor forward(TensorScope scope, Tensor input) {
    PooledTensor output = scope.rentUninitialized(input.shape());
    forward(scope, input, output);
    return output;
  }

  /// Writes the products into a tensor.
  ///
  /// @param input any tensor
  /// @param output as many elements as the input has
  public void forward(TensorScope scope, Tensor input, @Overwrites @MayAlias Tensor output) {
    try (TensorScope inner = scope.openChild()) {
      PooledTensor copy = inner.rentUninitialized(input.shape());
      copy.copyFrom(input);
      for (long i = 0; i < input.shape().elementCount(); i++) {
        output.set(i, factor * copy.get(i));
      }
    }
  }
}
