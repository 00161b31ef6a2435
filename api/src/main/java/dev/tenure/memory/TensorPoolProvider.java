package dev.tenure.memory;

import dev.tenure.annotations.Borrowed;

/// What an engine registers, for [TensorPool] to find it through [java.util.ServiceLoader].
///
/// Implementations are safe for use by any number of threads.
public interface TensorPoolProvider {
  /// Returns the engine's shared pool, always the same.
  ///
  /// @return a pool whose close is refused
  @Borrowed
  TensorPool shared();

  /// Opens a pool.
  ///
  /// @param limitBytes how many bytes it may hold at most, a positive number
  /// @return a pool that the caller closes
  TensorPool open(long limitBytes);

  /// Opens a pool.
  ///
  /// @param options how it is to be; an engine that knows limits only passes over the rest
  /// @return a pool that the caller closes
  default TensorPool open(PoolOptions options) {
    return open(options.limitBytes());
  }

  /// Opens a budget without a parent.
  ///
  /// @param name what it is called in messages
  /// @param limits its limits
  /// @return a budget that the caller closes
  MemoryBudget openBudget(String name, BudgetLimits limits);
}
