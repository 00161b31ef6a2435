package dev.tenure.benchmarks.wrappers;

import dev.tenure.annotations.Overwrites;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;

/// A small forward with two intermediates, so that what is around it weighs something.
@ScopedForward
final class Smoothing {
  @Scoped
  PooledTensor forward(TensorScope scope, Tensor input) {
    PooledTensor left = scope.rentUninitialized(input.shape());
    left.copyFrom(input);
    PooledTensor right = scope.rentUninitialized(input.shape());
    right.copyFrom(left);
    PooledTensor output = scope.rentUninitialized(input.shape());
    output.copyFrom(right);
    return output;
  }

  void write(TensorScope scope, Tensor input, @Overwrites Tensor output) {
    output.copyFrom(forward(scope, input));
  }
}
