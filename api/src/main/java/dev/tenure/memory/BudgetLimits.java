package dev.tenure.memory;

/// How many bytes may be in use under a [MemoryBudget].
///
/// @param softBytes beyond this the budget's listener is told; nothing is refused
/// @param hardBytes this is never passed
public record BudgetLimits(long softBytes, long hardBytes) {
  /// Checks that the limits are positive and in order.
  ///
  /// @throws IllegalArgumentException if they are not
  public BudgetLimits {
    if (softBytes <= 0 || hardBytes < softBytes) {
      throw new IllegalArgumentException(
          "limits must be positive, and the soft one at most the hard one: soft "
              + softBytes
              + ", hard "
              + hardBytes);
    }
  }

  /// Returns limits without a soft one.
  ///
  /// @param hardBytes what is never passed
  /// @return limits that are equal, so that the soft one is never passed either
  /// @throws IllegalArgumentException if the limit is not positive
  public static BudgetLimits hard(long hardBytes) {
    return new BudgetLimits(hardBytes, hardBytes);
  }
}
