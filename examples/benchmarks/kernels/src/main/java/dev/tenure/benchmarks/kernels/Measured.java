package dev.tenure.benchmarks.kernels;

import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// What one engine reached with one shape, over all launches and iterations.
///
/// @param engine which one
/// @param best products per second in the best iteration
/// @param median products per second in the median iteration
/// @param bytes bytes that a product allocates on the heap
record Measured(Engine engine, double best, double median, double bytes) {
  private static final String BYTES = "gc.alloc.rate.norm";

  static Measured of(Engine engine, RunResult result) {
    double[] scores =
        result.getBenchmarkResults().stream()
            .map(BenchmarkResult::getIterationResults)
            .flatMap(iterations -> iterations.stream())
            .map(IterationResult::getPrimaryResult)
            .mapToDouble(Result::getScore)
            .sorted()
            .toArray();
    double median = (scores[(scores.length - 1) / 2] + scores[scores.length / 2]) / 2;
    return new Measured(engine, scores[scores.length - 1], median, bytes(result));
  }

  /// What stands for an engine that did not finish.
  static Measured failed(Engine engine) {
    return new Measured(engine, Double.NaN, Double.NaN, Double.NaN);
  }

  boolean isFailed() {
    return Double.isNaN(best);
  }

  private static double bytes(RunResult result) {
    double[] found =
        result.getSecondaryResults().entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(BYTES))
            .map(Map.Entry::getValue)
            .mapToDouble(Result::getScore)
            .toArray();
    return Arrays.stream(found).findFirst().orElse(Double.NaN);
  }
}
