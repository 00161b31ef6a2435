package dev.tenure.engine.model;

import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.engine.kernel.ActivationFunction;
import dev.tenure.engine.kernel.Elementwise;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// The second half of an encoder layer: two linear layers on every token by itself.
///
/// `norm(input + down(gelu(up(input))))`, as in [Devlin et al.,
/// BERT](https://arxiv.org/abs/1810.04805). Immutable and safe to share between threads.
///
/// @param up `[hidden, intermediate]`
/// @param down `[intermediate, hidden]`
/// @param norm what is applied to the sum
record FeedForward(Linear up, Linear down, LayerNorm norm) {

  /// Applies the layer.
  ///
  /// @param input `[tokens, hidden]`
  /// @return `[tokens, hidden]`
  @ScopedForward
  @Scoped
  PooledTensor forward(TensorScope scope, Tensor input) {
    Shape rows = input.shape();
    Shape wide = Shape.of(rows.dimension(0), up.outputs());
    PooledTensor widened = scope.rentUninitialized(wide);
    up.apply(input, ActivationFunction.GELU, widened);
    PooledTensor narrowed = scope.rentUninitialized(rows);
    down.apply(widened, narrowed);
    Elementwise.add(narrowed, input, narrowed);
    norm.apply(narrowed, narrowed);
    return narrowed;
  }
}
