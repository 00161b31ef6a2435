package dev.tenure.benchmarks.inference;

import java.util.Arrays;
import java.util.Locale;

/// What several rounds measured on both sides, in units per second.
///
/// @param ours the results of this repository's engine
/// @param peers those of the other one in the same rounds
@SuppressWarnings("ArrayRecordComponent") // Only read.
record Samples(double[] ours, double[] peers) {
  static Samples of(int rounds) {
    return new Samples(new double[rounds], new double[rounds]);
  }

  /// Returns the cells of a table: best and median of both, and what ours is of the other.
  String row() {
    double best = best(ours) / best(peers);
    double median = median(ours) / median(peers);
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f | %.1f / %.1f | %.2f / %.2f",
        best(ours),
        median(ours),
        best(peers),
        median(peers),
        best,
        median);
  }

  private static double best(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
