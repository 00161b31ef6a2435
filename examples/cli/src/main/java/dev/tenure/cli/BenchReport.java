package dev.tenure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What `bench --json` writes.
///
/// @param machine what it was measured on
/// @param results the figures
record BenchReport(String machine, List<Result> results) {
  /// One figure.
  ///
  /// @param name what was measured, such as `matmul/512/1t`
  /// @param value the median
  /// @param unit its unit
  /// @param peers medians of what else was measured in the same run, by name
  /// @param limit the median of what the machine can do at most
  record Result(String name, double value, String unit, Map<String, Double> peers, double limit) {}

  /// Describes this machine.
  static String thisMachine() {
    return "%s %s, %d processors, Java %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
  }

  void write(Path file) throws IOException {
    Files.writeString(file, Json.write(this) + "\n");
  }

  /// Returns the middle one of some values.
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
