package dev.tenure.processor;

import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A scope of a [RecordingPool].
final class RecordingScope implements TensorScope {
  private final RecordingPool pool;
  private final List<PooledTensor> owned = new ArrayList<>();
  private boolean open = true;

  RecordingScope(RecordingPool pool) {
    this.pool = pool;
  }

  @Override
  public PooledTensor rent(Shape shape) {
    return adopt(pool.rent(shape));
  }

  @Override
  public PooledTensor rentUninitialized(Shape shape) {
    return rent(shape);
  }

  @Override
  public PooledTensor adopt(PooledTensor tensor) {
    owned.add(tensor);
    return tensor;
  }

  @Override
  public PooledTensor promote(PooledTensor tensor) {
    if (!owned.remove(tensor)) {
      throw new IllegalArgumentException("the tensor does not belong to this scope");
    }
    return tensor;
  }

  @Override
  public TensorScope openChild() {
    return pool.openScope();
  }

  @Override
  public TensorPool pool() {
    return pool;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    owned.forEach(PooledTensor::close);
    owned.clear();
    if (pool.failureOfClose != null) {
      throw pool.failureOfClose;
    }
  }
}
