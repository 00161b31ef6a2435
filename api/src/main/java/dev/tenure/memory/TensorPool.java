package dev.tenure.memory;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.List;

/// Memory for tensors that is used again.
///
/// A pool hands out tensors of exactly the shape that was asked for; how much memory lies behind
/// one is never visible. It never holds more bytes than its limit, in use and waiting for the next
/// rent together.
///
/// All methods may be called from any thread, and a tensor may be closed by another thread than the
/// one that rented it.
@Pooled
public interface TensorPool extends AutoCloseable {
  /// Returns the pool that everybody shares, limited to half of the machine's memory. It cannot be
  /// closed.
  ///
  /// @return the shared pool of the first engine found
  /// @throws IllegalStateException if no engine is on the class path or module path
  @Borrowed
  static TensorPool shared() {
    return TensorPools.shared();
  }

  /// Returns a new pool of its own.
  ///
  /// @param limitBytes how many bytes it may hold at most
  /// @return a pool that the caller closes
  /// @throws IllegalArgumentException if the limit is not positive
  /// @throws IllegalStateException if no engine is on the class path or module path
  static TensorPool withLimit(long limitBytes) {
    return TensorPools.withLimit(limitBytes);
  }

  /// Returns a new pool of its own.
  ///
  /// @param options how it is to be
  /// @return a pool that the caller closes
  /// @throws IllegalStateException if no engine is on the class path or module path
  static TensorPool open(PoolOptions options) {
    return TensorPools.open(options);
  }

  /// Rents a tensor of zeros.
  ///
  /// @param shape its shape
  /// @return a tensor that the caller closes
  /// @throws MemoryLimitException if it does not fit under the pool's limit any more
  /// @throws IllegalStateException if the pool was closed
  PooledTensor rent(Shape shape);

  /// Rents a tensor with unspecified contents, for who overwrites all of them.
  ///
  /// @param shape its shape
  /// @return a tensor that the caller closes
  /// @throws MemoryLimitException if it does not fit under the pool's limit any more
  /// @throws IllegalStateException if the pool was closed
  @Uninitialized
  PooledTensor rentUninitialized(Shape shape);

  /// Opens a scope that rents from this pool.
  ///
  /// @return a scope that the caller closes
  /// @throws IllegalStateException if the pool was closed
  TensorScope openScope();

  /// Returns a pool that rents from this one, and refuses what does not fit under a budget.
  ///
  /// @param budget what its rents count against
  /// @return a pool that the caller closes, before this one and the budget
  /// @throws IllegalArgumentException if the budget is of another engine
  /// @throws UnsupportedOperationException if this pool knows no budgets
  @Pooled
  default TensorPool under(MemoryBudget budget) {
    return under(budget, BudgetPolicy.refuse());
  }

  /// Returns a pool that rents from this one, under a budget.
  ///
  /// Its statistics and [#trim()] are those of this pool; what its own rents use, the budget says.
  /// Its plans rent from the pool. This pool's limit refuses at once, whatever the policy is.
  ///
  /// @param budget what its rents count against
  /// @param policy what happens to a rent that does not fit under the budget
  /// @return a pool that the caller closes, before this one and the budget
  /// @throws IllegalArgumentException if the budget is of another engine
  /// @throws UnsupportedOperationException if this pool knows no budgets
  @Pooled
  default TensorPool under(MemoryBudget budget, BudgetPolicy policy) {
    throw new UnsupportedOperationException("this pool knows no budgets");
  }

  /// Opens an empty workspace, whose slots rent from this pool.
  ///
  /// @return a workspace that the caller closes
  /// @throws UnsupportedOperationException if this pool has none
  default TensorWorkspace openWorkspace() {
    throw new UnsupportedOperationException("this pool has no workspaces");
  }

  /// Rents memory for tensors that end together.
  ///
  /// @param bytes how much; each tensor takes a multiple of 64
  /// @return an arena that the caller closes
  /// @throws IllegalArgumentException if the number is not positive
  /// @throws MemoryLimitException if so much does not fit under the pool's limit any more
  /// @throws UnsupportedOperationException if this pool has none
  default TensorArena openArena(long bytes) {
    throw new UnsupportedOperationException("this pool has no arenas");
  }

  /// Lets several users hold a tensor at once.
  ///
  /// @param tensor an open tensor of this pool's engine that belongs to no scope; it is not used on
  ///   its own any more
  /// @return who owns the tensor now, which the caller closes
  /// @throws IllegalArgumentException if the tensor is closed, or belongs to a scope
  /// @throws UnsupportedOperationException if this pool cannot share
  default SharedTensor share(@Pooled PooledTensor tensor) {
    throw new UnsupportedOperationException("this pool cannot share " + tensor);
  }

  /// Returns an empty plan for scopes that rent the same each time.
  ///
  /// @return a plan that the caller closes, before the pool; of a pool that cannot plan, one whose
  ///   scopes rent from the pool
  default ScopePlan newPlan() {
    return new UnplannedScopes(this);
  }

  /// Returns what the pool did since it was opened, or since [#resetStatistics()].
  ///
  /// @return a consistent reading as of now
  PoolStatistics statistics();

  /// Returns how well each size of blocks served the rents since the pool was opened, or since
  /// [#resetStatistics()].
  ///
  /// @return the sizes from which something was rented, smallest first; of a pool that does not
  ///   count by size, nothing
  default List<SizeClassStatistics> sizeClassStatistics() {
    return List.of();
  }

  /// Sets the counts of rents, returns, hits, misses and double closes to zero, and the peak to the
  /// bytes in use now. What is outstanding stays.
  void resetStatistics();

  /// Describes the pool for people: its statistics, a line each.
  ///
  /// @return some lines of text
  String diagnostics();

  /// Returns the leaks that were found since the pool was opened.
  ///
  /// @return one report for each place where tensors were rented that leaked; nothing of a pool
  ///   that does not look for leaks
  default List<LeakReport> leaks() {
    return List.of();
  }

  /// Asks for reports of leaks, which are logged as warnings anyway.
  ///
  /// @param listener is told of each place once, when a leak from there is first found; a pool that
  ///   does not look for leaks forgets it
  default void addLeakListener(LeakListener listener) {}

  /// Gives memory that is not in use back to the operating system.
  ///
  /// @return how many bytes were given back
  long trim();

  /// Closes the pool: what waits for the next rent is given back now, and what is outstanding as
  /// soon as it is closed.
  ///
  /// Outstanding tensors stay usable, and are logged as a warning. A second call does nothing.
  ///
  /// @throws UnsupportedOperationException if this is the shared pool
  @Override
  void close();
}
