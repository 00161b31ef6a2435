package dev.tenure.cli;

import dev.tenure.engine.kernel.KernelInfo;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
  /// @param limit the median of what the machine can do at most, if that was measured
  record Result(
      String name, double value, String unit, Map<String, Double> peers, @Nullable Double limit) {
    Result {
      peers = new TreeMap<>(peers);
    }

    /// Makes a figure that stands alone.
    static Result alone(String name, double value, String unit) {
      return new Result(name, value, unit, Map.of(), null);
    }

    /// Makes a figure beside a limit.
    ///
    /// @param limit not a number if it could not be measured
    static Result under(double limit, String name, double value, String unit) {
      return new Result(name, value, unit, Map.of(), Double.isNaN(limit) ? null : limit);
    }

    /// Makes a figure beside its peers.
    static Result beside(Map<String, Double> peers, String name, double value, String unit) {
      return new Result(name, value, unit, peers, null);
    }

    private String line() {
      List<String> others = new ArrayList<>();
      peers.forEach((peer, figure) -> others.add(peer + " " + number(figure)));
      if (limit != null) {
        others.add("limit %s (%.0f%% of it)".formatted(number(limit), 100 * value / limit));
      }
      return "  %-34s %12s %-12s %s"
          .formatted(name, number(value), unit, String.join(", ", others))
          .stripTrailing();
    }
  }

  /// Describes this machine, and how busy it is.
  static String thisMachine() {
    return String.format(
        Locale.ROOT,
        "%s %s, %d processors, load average %.1f, Java %s; %s",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.version(),
        KernelInfo.description());
  }

  /// Prints a line for each figure.
  static void print(List<Result> results, PrintWriter out) {
    results.forEach(result -> out.println(result.line()));
  }

  /// Writes a number with as many digits as mean something.
  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
  }
}
