package dev.tenure.engine.memory;

/// What the tensors of one holder use of a budget; each of them gives its part back here. Guarded
/// by the lock of the tree.
final class BudgetHolding {
  final BudgetNode budget;
  final Object holder;
  long bytes;
  long tensors;

  BudgetHolding(BudgetNode budget, Object holder) {
    this.budget = budget;
    this.holder = holder;
  }

  /// A tensor was closed.
  void returned(long blockBytes) {
    budget.returned(this, blockBytes);
  }
}
