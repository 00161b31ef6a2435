package com.example.consumer;

import com.example.perceptron.Perceptron;
import com.example.perceptron.ScopedPerceptron;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;

/// Uses a library of tensor code without ever seeing a scope.
public final class Scorer {
  private static final Shape SQUARE = Shape.of(2, 2);

  private Scorer() {}

  /// Returns the perceptron's first output for an input of two numbers.
  public static float score(TensorPool pool, float first, float second) {
    try (PooledTensor hiddenWeights = pool.rentUninitialized(SQUARE);
        PooledTensor outputWeights = pool.rentUninitialized(SQUARE);
        PooledTensor input = pool.rentUninitialized(Shape.of(1, 2))) {
      hiddenWeights.copyFrom(new float[] {1, 0, 0, 1});
      outputWeights.copyFrom(new float[] {1, 0, 1, 0});
      input.copyFrom(new float[] {first, second});
      ScopedPerceptron perceptron =
          new ScopedPerceptron(pool, new Perceptron(hiddenWeights, outputWeights));
      try (PooledTensor output = perceptron.forward(input)) {
        return output.get(0);
      }
    }
  }
}
