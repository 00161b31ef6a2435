package dev.tenure.benchmarks.checks.peers;

/// Thrown when a tool gives no answer on a sample: it crashed, or refused the source.
final class ToolFailure extends Exception {
  private static final long serialVersionUID = 1;

  ToolFailure(String message) {
    super(message);
  }

  ToolFailure(Throwable crash) {
    super(crash.toString(), crash);
  }
}
