package dev.tenure.engine.kernel.scalar;

import dev.tenure.annotations.NoAllocation;

/// The error function in double precision, which Java's library lacks.
public final class ErrorFunction {
  /// Beyond it the result is 1 to the last bit of a double.
  private static final double BOUND = 6;

  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  private ErrorFunction() {}

  /// Returns erf, off by less than 1e-15.
  ///
  /// The series of Kummer's function (Abramowitz and Stegun, 7.1.6), all of whose terms are
  /// positive, so that none cancels another: `2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n +
  /// 1))`.
  ///
  /// @param x the argument
  /// @return erf of it
  @NoAllocation
  public static double erf(double x) {
    if (Math.abs(x) >= BOUND) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
  }
}
