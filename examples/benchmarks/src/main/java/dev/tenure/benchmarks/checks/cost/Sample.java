package dev.tenure.benchmarks.checks.cost;

import java.util.List;

/// Repeated measurements of one thing, sorted.
///
/// @param seconds at least one
record Sample(List<Double> seconds) {
  Sample {
    if (seconds.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    seconds = seconds.stream().sorted().toList();
  }

  double median() {
    int middle = seconds.size() / 2;
    return seconds.size() % 2 == 1
        ? seconds.get(middle)
        : (seconds.get(middle - 1) + seconds.get(middle)) / 2;
  }

  double least() {
    return seconds.getFirst();
  }

  double most() {
    return seconds.getLast();
  }
}
