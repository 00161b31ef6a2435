package dev.tenure.benchmarks.checks.peers;

/// What a sample asks of a tool beyond Java itself. A tool that has no word for it cannot be asked
/// about the sample.
enum Need {
  /// A resource of a type that nobody here can annotate, such as the JDK's streams.
  FOREIGN_TYPE,
  /// A resource that is not an `AutoCloseable`, so that another method than `close()` may end it.
  OTHER_CLOSER,
  /// A resource that any one of several methods ends.
  SEVERAL_CLOSERS,
  /// Memory that is borrowed, shared, not written or allocated, or annotations that contradict each
  /// other: no other tool here looks for that.
  MEMORY
}
