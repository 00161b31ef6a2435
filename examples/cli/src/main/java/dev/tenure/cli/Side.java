package dev.tenure.cli;

/// What takes turns where there is a limit.
enum Side {
  /// What is measured.
  OURS,
  /// What the machine can do at most.
  LIMIT
}
