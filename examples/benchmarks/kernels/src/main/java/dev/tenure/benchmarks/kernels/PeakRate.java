package dev.tenure.benchmarks.kernels;

import dev.tenure.engine.kernel.KernelInfo;

/// Multiply-adds on registers alone, on one thread: the limit of a product.
final class PeakRate {
  private static final int ROUNDS = 2000;
  private static final int STEPS = 100_000;

  private PeakRate() {}

  /// Returns the best GFLOPS of many rounds, some 200 milliseconds.
  static double measure() {
    double best = 0;
    for (int i = 0; i < ROUNDS; i++) {
      best = Math.max(best, KernelInfo.multiplyAddRate(STEPS));
    }
    return best;
  }
}
