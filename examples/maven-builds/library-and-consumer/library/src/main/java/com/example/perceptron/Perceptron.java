package com.example.perceptron;

import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.engine.kernel.Activation;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// Two linear layers with an activation between them.
///
/// The author writes `forward` once and borrows a scope. Users call the generated
/// `ScopedPerceptron`, which opens the scope and hands the result out.
public final class Perceptron {
  private final Tensor hiddenWeights;
  private final Tensor outputWeights;

  /// Borrows its weights, which must stay open for as long as the perceptron is used.
  ///
  /// @param hiddenWeights `[inputs, hidden]`
  /// @param outputWeights `[hidden, outputs]`
  public Perceptron(Tensor hiddenWeights, Tensor outputWeights) {
    this.hiddenWeights = hiddenWeights;
    this.outputWeights = outputWeights;
  }

  /// Runs both layers.
  ///
  /// @param scope owns the intermediate and the result
  /// @param input `[rows, inputs]`
  /// @return `[rows, outputs]`, owned by the scope
  @ScopedForward
  @Scoped
  public PooledTensor forward(TensorScope scope, Tensor input) {
    PooledTensor hidden = scope.rentUninitialized(resultShape(input, hiddenWeights));
    MatMul.multiply(input, hiddenWeights, hidden);
    Activation.gelu(hidden, hidden);
    PooledTensor output = scope.rentUninitialized(resultShape(hidden, outputWeights));
    MatMul.multiply(hidden, outputWeights, output);
    return output;
  }

  private static Shape resultShape(Tensor left, Tensor right) {
    return Shape.of(left.shape().dimension(0), right.shape().dimension(1));
  }
}
