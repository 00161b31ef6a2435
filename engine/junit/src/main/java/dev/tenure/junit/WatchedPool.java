package dev.tenure.junit;

import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.memory.BudgetPolicy;
import dev.tenure.memory.LeakListener;
import dev.tenure.memory.LeakReport;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.SharedTensor;
import dev.tenure.memory.SizeClassStatistics;
import dev.tenure.memory.TensorArena;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.memory.TensorWorkspace;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A pool that remembers where each tensor, scope and shared tensor was acquired. Holds all of them
/// until it is forgotten itself, so that none is taken back before the test ends. Safe for any
/// thread.
// What is kept of a tensor or scope is only asked whether it is open; and if remembering one fails,
// the pool that owns its memory is closed by the test's end.
@SuppressWarnings({"BorrowEscapes", "PooledNotClosedOnException"})
final class WatchedPool implements TensorPool {
  private final TensorPool pool;
  private final Queue<Acquisition> acquired;

  WatchedPool(@Pooled TensorPool pool) {
    this(pool, new ConcurrentLinkedQueue<>());
  }

  private WatchedPool(@Pooled TensorPool pool, Queue<Acquisition> acquired) {
    this.pool = pool;
    this.acquired = acquired;
  }

  /// Returns what was not closed so far, in the order of acquisition.
  List<Acquisition> open() {
    return acquired.stream().filter(one -> one.isOpen().getAsBoolean()).toList();
  }

  private PooledTensor remembered(@Pooled PooledTensor tensor) {
    Shape shape = tensor.shape();
    acquired.add(
        Acquisition.here(Acquisition.ofTensor(shape, shape.elementCount()), tensor::isOpen));
    return tensor;
  }

  @Override
  public PooledTensor rent(Shape shape) {
    return remembered(pool.rent(shape));
  }

  @Override
  @Uninitialized
  public PooledTensor rentUninitialized(Shape shape) {
    return remembered(pool.rentUninitialized(shape));
  }

  @Override
  public TensorScope openScope() {
    TensorScope scope = pool.openScope();
    acquired.add(Acquisition.here("a scope", scope::isOpen));
    return scope;
  }

  @Override
  public SharedTensor share(@Pooled PooledTensor tensor) {
    return pool.share(tensor); // the tensor itself is remembered, and open as long as it is shared
  }

  @Override
  @Pooled
  public TensorPool under(MemoryBudget budget, BudgetPolicy policy) {
    return new WatchedPool(pool.under(budget, policy), acquired);
  }

  @Override
  public TensorWorkspace openWorkspace() {
    return pool.openWorkspace();
  }

  @Override
  public TensorArena openArena(long bytes) {
    return pool.openArena(bytes);
  }

  @Override
  public ScopePlan newPlan() {
    return pool.newPlan();
  }

  @Override
  public PoolStatistics statistics() {
    return pool.statistics();
  }

  @Override
  public List<SizeClassStatistics> sizeClassStatistics() {
    return pool.sizeClassStatistics();
  }

  @Override
  public void resetStatistics() {
    pool.resetStatistics();
  }

  @Override
  public String diagnostics() {
    return pool.diagnostics();
  }

  @Override
  public List<LeakReport> leaks() {
    return pool.leaks();
  }

  @Override
  public void addLeakListener(LeakListener listener) {
    pool.addLeakListener(listener);
  }

  @Override
  public long trim() {
    return pool.trim();
  }

  @Override
  public void close() {
    pool.close();
  }
}
