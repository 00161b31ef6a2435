package dev.tenure.memory;

/// The plan of a pool that has no better one: each scope rents from the pool.
final class UnplannedScopes implements ScopePlan {
  private final TensorPool pool;
  private volatile boolean closed;

  UnplannedScopes(TensorPool pool) {
    this.pool = pool;
  }

  @Override
  public TensorScope open() {
    if (closed) {
      throw new IllegalStateException("the plan was closed");
    }
    return pool.openScope();
  }

  @Override
  public long plannedBytes() {
    return 0;
  }

  @Override
  public long lowerBoundBytes() {
    return 0;
  }

  @Override
  public String describe() {
    return "no plan: each scope rents from the pool";
  }

  @Override
  public void close() {
    closed = true;
  }
}
