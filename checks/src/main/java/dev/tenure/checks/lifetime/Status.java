package dev.tenure.checks.lifetime;

/// What a path did with a resource that it acquired.
enum Status {
  /// The body owns it and has to close it.
  OPEN,
  /// It was closed.
  CLOSED,
  /// It was returned.
  RETURNED,
  /// Somebody else took it over, and keeps it alive as far as anybody knows.
  MOVED,
  /// A call took it over for good: nobody here may use it any more.
  HANDED_OVER,
  /// It went where it cannot be followed.
  ESCAPED
}
