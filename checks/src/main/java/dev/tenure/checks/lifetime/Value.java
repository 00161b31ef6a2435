package dev.tenure.checks.lifetime;

/// What a path knows of the value of a local variable or expression.
sealed interface Value {
  /// A resource that this path acquired.
  ///
  /// @param resource which one
  record Held(Resource resource) implements Value {}

  /// Values that are known without being resources.
  enum Known implements Value {
    /// The null reference.
    NULL,
    /// Some object.
    NOT_NULL,
    /// The boolean `true`.
    TRUE,
    /// The boolean `false`.
    FALSE,
    /// Anything.
    UNKNOWN
  }

  static Value of(boolean value) {
    return value ? Known.TRUE : Known.FALSE;
  }
}
