package dev.tenure.memory;

/// Thrown when a rent does not fit under a limit, of a pool or of a [budget][MemoryBudget]; nothing
/// was rented then.
public sealed class MemoryLimitException extends RuntimeException permits BudgetExceededException {
  private static final long serialVersionUID = 1;

  /// How many bytes the rent needed.
  private final long requestedBytes;

  /// How many bytes the pool or budget may hold.
  private final long limitBytes;

  /// Creates the exception.
  ///
  /// @param message what was asked for, and what is in use
  /// @param requestedBytes how many bytes the rent needed
  /// @param limitBytes how many bytes the pool may hold
  public MemoryLimitException(String message, long requestedBytes, long limitBytes) {
    super(message);
    this.requestedBytes = requestedBytes;
    this.limitBytes = limitBytes;
  }

  /// Returns how many bytes the rent needed.
  ///
  /// @return a number of bytes
  public long requestedBytes() {
    return requestedBytes;
  }

  /// Returns how many bytes the pool or budget may hold.
  ///
  /// @return a number of bytes
  public long limitBytes() {
    return limitBytes;
  }
}
