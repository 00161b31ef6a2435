package dev.tenure.checks.lifetime;

import java.util.Set;

/// What a path did with a resource that it acquired.
enum Status {
  /// The body owns it and has to close it.
  OPEN,
  /// As [#OPEN], and something threw since it was acquired.
  OPEN_SINCE_THROW,
  /// It turned out that there is none.
  ABSENT,
  /// It is a collection or array of the body's own that owns nothing.
  EMPTY,
  /// It is a collection or array whose elements were closed, as far as anybody can tell.
  LOOKS_CLOSED,
  /// It was closed.
  CLOSED,
  /// It was returned.
  RETURNED,
  /// Somebody else took it over, and keeps it alive as far as anybody knows.
  MOVED,
  /// A field of the object that the body runs on took it over.
  KEPT,
  /// A call took it over for good: nobody here may use it any more.
  HANDED_OVER,
  /// It went where it cannot be followed.
  ESCAPED;

  /// Whether the body still has to close it.
  boolean isOpen() {
    return this == OPEN || this == OPEN_SINCE_THROW;
  }

  /// Whether there are some, and each of them says that the body still has to close.
  static boolean areOpen(Set<Status> all) {
    for (Status status : all) {
      if (!status.isOpen()) {
        return false;
      }
    }
    return !all.isEmpty();
  }
}
