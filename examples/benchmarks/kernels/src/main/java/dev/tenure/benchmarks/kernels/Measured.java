package dev.tenure.benchmarks.kernels;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// What one engine reached with one shape, over all launches and iterations.
///
/// @param engine which one
/// @param scores products per second of each iteration; none if it did not finish
/// @param bytes the most bytes that a product allocates on the heap
record Measured(Engine engine, List<Double> scores, double bytes) {
  private static final String BYTES = "gc.alloc.rate.norm";

  static Measured of(Engine engine, RunResult launch) {
    List<Double> scores =
        launch.getBenchmarkResults().stream()
            .map(BenchmarkResult::getIterationResults)
            .flatMap(Collection::stream)
            .map(IterationResult::getPrimaryResult)
            .map(Result::getScore)
            .toList();
    return new Measured(engine, scores, bytes(launch));
  }

  /// What stands for an engine that did not finish.
  static Measured failed(Engine engine) {
    return new Measured(engine, List.of(), 0);
  }

  /// Returns what this launch and another one reached; nothing if one of them did not finish.
  Measured and(Measured other) {
    if (isFailed() || other.isFailed()) {
      return failed(engine);
    }
    List<Double> all = Stream.concat(scores.stream(), other.scores.stream()).toList();
    return new Measured(engine, all, Math.max(bytes, other.bytes));
  }

  boolean isFailed() {
    return scores.isEmpty();
  }

  /// Returns the products per second of the best iteration.
  double best() {
    return Collections.max(scores);
  }

  /// Returns the products per second of the median iteration.
  double median() {
    List<Double> sorted = scores.stream().sorted().toList();
    int count = sorted.size();
    return (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
  }

  private static double bytes(RunResult launch) {
    return launch.getSecondaryResults().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(BYTES))
        .map(Map.Entry::getValue)
        .mapToDouble(Result::getScore)
        .findFirst()
        .orElse(Double.NaN);
  }
}
