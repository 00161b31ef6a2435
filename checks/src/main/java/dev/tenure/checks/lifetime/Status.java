package dev.tenure.checks.lifetime;

/// What a path did with a resource that it acquired.
enum Status {
  /// The body owns it and has to close it.
  OPEN,
  /// It was closed.
  CLOSED,
  /// It was returned.
  RETURNED,
  /// Somebody else took it over.
  MOVED,
  /// It went where it cannot be followed.
  ESCAPED
}
