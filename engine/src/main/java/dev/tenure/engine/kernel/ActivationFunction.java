package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;

/// Activation functions that a linear layer can apply to its results.
public enum ActivationFunction {
  /// The Gaussian error linear unit in its exact form.
  GELU,

  /// The approximation of GELU by tanh.
  GELU_TANH,

  /// The sigmoid linear unit.
  SILU;

  /// The factors of the argument in `tanh(√(2/π) · (x + 0.044715 x³))`, times 2, because `(1 +
  /// tanh(z)) / 2 = 1 / (1 + exp(-2z))`.
  private static final float GELU_LINEAR = (float) (2 * Math.sqrt(2 / Math.PI));

  private static final float GELU_CUBIC = (float) (0.044715 * 2 * Math.sqrt(2 / Math.PI));

  @NoAllocation
  void apply(long x, long y, long count) {
    switch (this) {
      case GELU -> Backend.ROWS.gelu(x, y, count);
      case GELU_TANH -> Backend.ROWS.sigmoidUnit(x, GELU_LINEAR, GELU_CUBIC, y, count);
      case SILU -> Backend.ROWS.sigmoidUnit(x, 1, 0, y, count);
    }
  }
}
