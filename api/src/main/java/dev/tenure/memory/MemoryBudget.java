package dev.tenure.memory;

import dev.tenure.annotations.Pooled;
import java.util.List;
import java.util.function.Consumer;

/// A limit on memory in a tree of limits: of a process, a session, a request.
///
/// ```java
/// try (MemoryBudget process = MemoryBudget.root("process", BudgetLimits.hard(4L << 30));
///     MemoryBudget session = process.openChild("session", BudgetLimits.hard(1L << 30));
///     TensorPool pool = TensorPool.shared().under(session);
///     PooledTensor tensor = pool.rent(shape)) {
///   …
/// }
/// ```
///
/// What counts are the bytes of memory behind tensors that are rented and not closed, in whole
/// blocks, as in [PoolStatistics#liveBytes()]. They count against the budget that a pool is
/// [under][TensorPool#under(MemoryBudget)] and against each of its parents, at once or not at all:
/// no limit in the tree is passed at any time. What waits in a pool for the next rent counts
/// against the pool's limit only.
///
/// All methods may be called from any thread. A tree has one lock.
@Pooled
public interface MemoryBudget extends AutoCloseable {
  /// Opens a budget without a parent.
  ///
  /// @param name what it is called in messages
  /// @param limits its limits
  /// @return a budget that the caller closes
  /// @throws IllegalStateException if no engine is on the class path or module path
  static MemoryBudget root(String name, BudgetLimits limits) {
    return TensorPools.rootBudget(name, limits);
  }

  /// Opens a budget below this one, which may use what it has as long as others do not.
  ///
  /// @param name what it is called in messages
  /// @param limits its limits, which may be larger than this one's
  /// @return a budget that the caller closes
  /// @throws IllegalStateException if this budget was closed
  @Pooled
  MemoryBudget openChild(String name, BudgetLimits limits);

  /// Opens a budget below this one whose bytes are set aside now: what is rented under it is never
  /// refused because of what others use.
  ///
  /// @param name what it is called in messages
  /// @param bytes its hard limit, which counts against this budget and its parents until it is
  ///   closed; from then on only what is outstanding does
  /// @return a budget that the caller closes
  /// @throws BudgetExceededException if so much is not free
  /// @throws IllegalArgumentException if the number is not positive
  /// @throws IllegalStateException if this budget was closed
  @Pooled
  MemoryBudget reserve(String name, long bytes);

  /// Sets who is told when what is in use passes the soft limit: once for each time that it does,
  /// by the thread whose rent did it; a reservation tells nobody. What the listener throws, the
  /// rent throws, and rents nothing.
  ///
  /// @param listener gets the usage after the rent
  void onSoftLimit(Consumer<BudgetUsage> listener);

  /// Says whether the tree keeps the line of code that each tensor is rented at, from now on. It
  /// does not at first, since looking at the stack costs more than the rent.
  ///
  /// @param traced whether to look
  void traceSites(boolean traced);

  /// Returns what is in use.
  ///
  /// @return a consistent reading as of now
  BudgetUsage usage();

  /// Returns who holds most of this budget, its children included.
  ///
  /// @param most how many holders at most
  /// @return holders, largest first
  List<BudgetHolder> largestHolders(int most);

  /// Closes the budget and the open ones below it: further rents are refused with an
  /// [IllegalStateException].
  ///
  /// Outstanding tensors stay usable, are logged as a warning with their largest holders, and count
  /// against the parents until they are closed. A second call does nothing.
  @Override
  void close();
}
