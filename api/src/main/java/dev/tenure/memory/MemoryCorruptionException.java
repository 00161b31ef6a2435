package dev.tenure.memory;

/// Thrown by a pool that is [PoolStrictness#GUARDED] when memory changed that belongs to no tensor:
/// something wrote past the end of a tensor, or into one after its close, through an address that
/// it kept.
public final class MemoryCorruptionException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /// Creates the exception.
  ///
  /// @param message which tensor's memory it is, and what was found
  /// @param cause has the stack of the tensor's close or rent
  public MemoryCorruptionException(String message, Throwable cause) {
    super(message, cause);
  }
}
