package dev.tenure.benchmarks.checks.peers;

/// The annotations that a tool reads. What ours say is translated into them before the tool runs,
/// in the samples and in the API that they use.
enum Vocabulary {
  /// Ours, or none at all: nothing is translated.
  AS_WRITTEN,
  /// Error Prone's `@MustBeClosed`: on each method and constructor that hands out a resource.
  MUST_BE_CLOSED,
  /// The Checker Framework's `@Owning`, `@NotOwning`, `@InheritableMustCall` and
  /// `@EnsuresCalledMethods`.
  CHECKER_FRAMEWORK,
  /// Eclipse's `@Owning` and `@NotOwning`.
  ECLIPSE
}
