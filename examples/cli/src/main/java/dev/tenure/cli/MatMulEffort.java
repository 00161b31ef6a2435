package dev.tenure.cli;

/// How long products are measured.
///
/// @param warmup products before measuring, at least
/// @param warmupSeconds how long the JIT is quiet before
/// @param iterations products that are measured
record MatMulEffort(int warmup, double warmupSeconds, int iterations) {
  /// Returns how products are warmed up.
  ///
  /// @param garbage of each product
  WarmUp warmUp(Garbage garbage) {
    return new WarmUp(warmup, warmupSeconds, () -> garbage.bytes() == 0);
  }
}
