package dev.tenure.tensor;

/// Thrown on every access to a tensor, or to a view of it, after it was closed.
public final class ClosedTensorException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /// Creates the exception.
  ///
  /// @param message which tensor, and what was tried
  public ClosedTensorException(String message) {
    super(message);
  }

  /// Creates the exception.
  ///
  /// @param message which tensor, and what was tried
  /// @param trace has the stack of the close, and as its cause that of the rent; or that of the
  ///   rent if no more is known
  public ClosedTensorException(String message, Throwable trace) {
    super(message, trace);
  }
}
