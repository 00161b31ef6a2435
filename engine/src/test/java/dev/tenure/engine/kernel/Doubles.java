package dev.tenure.engine.kernel;

import dev.tenure.tensor.Tensor;
import java.util.Arrays;

/// Scalar arithmetic in double precision, for expected values.
final class Doubles {
  private Doubles() {}

  static double[] of(Tensor tensor) {
    double[] values = new double[(int) tensor.shape().elementCount()];
    Arrays.setAll(values, tensor::get);
    return values;
  }

  static double mean(double[] x) {
    return Arrays.stream(x).sum() / x.length;
  }

  static double variance(double[] x) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length;
  }

  static double[] unit(double[] x) {
    double length = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
    return Arrays.stream(x).map(v -> v / length).toArray();
  }

  /// The error function by its Taylor series, which loses no more than 1e-9 below 4.
  static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
