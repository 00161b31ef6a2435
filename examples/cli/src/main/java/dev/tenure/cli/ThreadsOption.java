package dev.tenure.cli;

import java.util.List;
import picocli.CommandLine.Option;

/// How many threads a benchmark runs on.
final class ThreadsOption {
  private static final int MOST = 256;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads. Repeatable. Default: 1, and then 2.")
  private List<Integer> threads = List.of(1, 2);

  /// Returns each number to measure with.
  List<Integer> numbers() {
    return threads.stream().distinct().toList();
  }

  void requireSensible() {
    for (int number : threads) {
      if (number < 1 || number > MOST) {
        throw new UsageException("--threads must be 1 to %d: %d".formatted(MOST, number));
      }
    }
  }
}
