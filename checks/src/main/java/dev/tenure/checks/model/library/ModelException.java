package dev.tenure.checks.model.library;

/// A model file that cannot be read or understood. The message says where, what is wrong, and what
/// to do.
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  ModelException(String source, int line, String fault) {
    super("%s:%d: %s".formatted(source, line, fault));
  }

  ModelException(String source, String fault, Throwable cause) {
    super(source + ": " + fault, cause);
  }
}
