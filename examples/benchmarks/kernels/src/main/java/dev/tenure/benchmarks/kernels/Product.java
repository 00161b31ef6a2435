package dev.tenure.benchmarks.kernels;

/// A product of two matrices that an engine computes again and again.
interface Product extends AutoCloseable {
  /// Computes it.
  void run();

  /// Returns the result of the last run, row by row.
  float[] result();

  @Override
  void close();
}
