package dev.tenure.benchmarks.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What several rounds measured on all sides, in units per second.
///
/// @param ours the results of this repository's engine
/// @param peers those of each of the others in the same rounds
@SuppressWarnings("ArrayRecordComponent") // Only read.
record Samples(double[] ours, List<double[]> peers) {
  static Samples of(int rounds, int peers) {
    return new Samples(
        new double[rounds], Stream.generate(() -> new double[rounds]).limit(peers).toList());
  }

  /// Returns the cells of a table: best and median of each, and what ours is of each other.
  String row() {
    List<String> cells = new ArrayList<>();
    cells.add(pair(best(ours), median(ours), 1));
    for (double[] peer : peers) {
      cells.add(pair(best(peer), median(peer), 1));
      cells.add(pair(best(ours) / best(peer), median(ours) / median(peer), 2));
    }
    return String.join(" | ", cells);
  }

  private static String pair(double best, double median, int digits) {
    return String.format(Locale.ROOT, "%.{0}f / %.{0}f".replace("{0}", "" + digits), best, median);
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
