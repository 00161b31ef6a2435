package dev.tenure.benchmarks.wrappers;

import dev.tenure.annotations.Pooled;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;

/// Hands out the same scope and the same tensor all the time, so that what is measured is what is
/// around them.
final class ReusingPool implements TensorPool, TensorScope {
  private final PooledTensor tensor;

  /// @param tensor what every rent gives; this object closes it
  ReusingPool(@Pooled PooledTensor tensor) {
    this.tensor = tensor;
  }

  @Override
  public PooledTensor rent(Shape shape) {
    return tensor;
  }

  @Override
  public PooledTensor rentUninitialized(Shape shape) {
    return tensor;
  }

  @Override
  public TensorScope openScope() {
    return this;
  }

  @Override
  public PooledTensor adopt(PooledTensor adopted) {
    return adopted;
  }

  @Override
  public PooledTensor promote(PooledTensor promoted) {
    return promoted;
  }

  @Override
  public TensorScope openChild() {
    return this;
  }

  @Override
  public TensorPool pool() {
    return this;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public PoolStatistics statistics() {
    throw new UnsupportedOperationException("nothing is counted");
  }

  @Override
  public void resetStatistics() {}

  @Override
  public String diagnostics() {
    return "a pool for a benchmark";
  }

  @Override
  public long trim() {
    return 0;
  }

  @Override
  public void close() {}
}
