package dev.tenure.memory;

import java.time.Duration;

/// What happens to a rent that does not fit under a budget now.
public sealed interface BudgetPolicy {
  /// Returns the policy that throws [BudgetExceededException] at once.
  ///
  /// @return a policy
  static BudgetPolicy refuse() {
    return new Refuse();
  }

  /// Returns the policy that waits until other tensors are closed, and throws
  /// [BudgetExceededException] at the deadline. What would not fit under an empty budget is refused
  /// at once. Who waits first is not served first; an interrupt ends the wait like the deadline,
  /// and stays set.
  ///
  /// @param atMost how long a rent waits
  /// @return a policy
  static BudgetPolicy waitAtMost(Duration atMost) {
    return new Wait(atMost);
  }

  /// Returns the policy that lets somebody make room, and throws [BudgetExceededException] when
  /// they have nothing more to give.
  ///
  /// @param evictor gives memory back
  /// @return a policy
  static BudgetPolicy evict(BudgetEvictor evictor) {
    return new Evict(evictor);
  }

  /// See [#refuse()].
  record Refuse() implements BudgetPolicy {}

  /// See [#waitAtMost].
  ///
  /// @param atMost how long a rent waits
  record Wait(Duration atMost) implements BudgetPolicy {}

  /// See [#evict].
  ///
  /// @param evictor gives memory back
  record Evict(BudgetEvictor evictor) implements BudgetPolicy {}
}
