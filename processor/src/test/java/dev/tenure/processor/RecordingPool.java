package dev.tenure.processor;

import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pool that remembers every tensor and scope it handed out, over tensors on the heap.
final class RecordingPool implements TensorPool {
  final List<PooledTensor> rented = new ArrayList<>();
  final List<TensorScope> scopes = new ArrayList<>();

  /// What closing a scope throws, after it closed its tensors.
  @Nullable RuntimeException failureOfClose;

  private @Nullable RuntimeException failureOfRent;
  private int rentsBeforeFailure;

  /// Lets some rents succeed and the next one fail.
  void failAfter(int rents, RuntimeException failure) {
    rentsBeforeFailure = rents;
    failureOfRent = failure;
  }

  void neverFail() {
    failureOfRent = null;
  }

  long outstanding() {
    return rented.stream().filter(PooledTensor::isOpen).count();
  }

  long openScopes() {
    return scopes.stream().filter(TensorScope::isOpen).count();
  }

  @Override
  public PooledTensor rent(Shape shape) {
    if (failureOfRent != null && rentsBeforeFailure-- == 0) {
      throw failureOfRent;
    }
    PooledTensor tensor = new HeapPooledTensor(shape);
    rented.add(tensor);
    return tensor;
  }

  @Override
  public PooledTensor rentUninitialized(Shape shape) {
    return rent(shape);
  }

  @Override
  public TensorScope openScope() {
    TensorScope scope = new RecordingScope(this);
    scopes.add(scope);
    return scope;
  }

  @Override
  public PoolStatistics statistics() {
    return new PoolStatistics(rented.size(), 0, outstanding(), 0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public void resetStatistics() {}

  @Override
  public String diagnostics() {
    return statistics().toString();
  }

  @Override
  public long trim() {
    return 0;
  }

  @Override
  public void close() {}
}
