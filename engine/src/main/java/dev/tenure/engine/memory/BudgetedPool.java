package dev.tenure.engine.memory;

import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.memory.BudgetPolicy;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.SharedTensor;
import dev.tenure.memory.TensorArena;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.memory.TensorWorkspace;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Rents from another pool what a budget admits. A tensor gives its bytes back to the budget itself
/// when it is closed.
final class BudgetedPool implements TensorPool, TensorSource {
  private final NativeTensorPool pool;
  private final BudgetGate gate;
  private volatile boolean closed;

  private BudgetedPool(NativeTensorPool pool, BudgetGate gate) {
    this.pool = pool;
    this.gate = gate;
  }

  static BudgetedPool of(NativeTensorPool pool, MemoryBudget budget, BudgetPolicy policy) {
    if (!(budget instanceof BudgetNode node)) {
      throw new IllegalArgumentException(budget + " is not a budget of this engine");
    }
    return new BudgetedPool(pool, new BudgetGate(node, policy));
  }

  @Override
  public PooledTensor rent(Shape shape) {
    return rentTensor(shape, true);
  }

  @Override
  @Uninitialized
  public PooledTensor rentUninitialized(Shape shape) {
    return rentTensor(shape, false);
  }

  @Override
  @SuppressWarnings("PooledNotClosedOnException") // chargedTo sets a field
  public NativePooledTensor rentTensor(
      Shape shape, boolean zeroed, @Nullable NativeTensorScope scope) {
    requireOpen();
    long bytes = pool.blockBytes(shape);
    BudgetHolding holding = gate.charge(shape, bytes);
    try {
      return pool.rentTensor(shape, zeroed, scope).chargedTo(holding);
    } catch (Throwable e) {
      holding.returned(bytes);
      throw e;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the pool was closed");
    }
  }

  @Override
  public @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor) {
    return null;
  }

  @Override
  public void closeAtOnce(ScopeMembers members) {
    // each tensor counts by itself here
  }

  @Override
  public void ended(NativePooledTensor tensor) {
    // it gave its bytes back itself
  }

  @Override
  public void scopeClosed() {
    // a scope leaves nothing here
  }

  @Override
  public TensorScope openScope() {
    requireOpen();
    return NativeTensorScope.open(this, this);
  }

  @Override
  public TensorWorkspace openWorkspace() {
    requireOpen();
    return new NativeTensorWorkspace(this);
  }

  @Override
  public TensorArena openArena(long bytes) {
    return NativeTensorArena.open(this, bytes);
  }

  @Override
  public SharedTensor share(@Pooled PooledTensor tensor) {
    return NativeSharedTensor.of(tensor);
  }

  @Override
  public TensorPool under(MemoryBudget budget, BudgetPolicy policy) {
    throw new UnsupportedOperationException(
        "this pool is under a budget already; open a child of that budget");
  }

  @Override
  public PoolStatistics statistics() {
    return pool.statistics();
  }

  @Override
  public void resetStatistics() {
    pool.resetStatistics();
  }

  @Override
  public String diagnostics() {
    return gate.budget().usage() + System.lineSeparator() + pool.diagnostics();
  }

  @Override
  public long trim() {
    return pool.trim();
  }

  /// What is outstanding stays usable, and is the budget's to report.
  @Override
  public void close() {
    closed = true;
  }
}
