package dev.tenure.memory;

/// Makes room under a budget, for example by closing what a cache holds.
@FunctionalInterface
public interface BudgetEvictor {
  /// Gives memory back because a rent was refused. It is called by the thread that rents, which
  /// holds no lock meanwhile, and may close tensors that were rented anywhere.
  ///
  /// @param refusal what was asked for, and of which budget
  /// @return whether anything was given back, so that the rent is worth another try; it is asked
  ///   again until the rent fits or it has nothing more
  boolean evict(BudgetExceededException refusal);
}
