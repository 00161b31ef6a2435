package dev.tenure.engine.caller;

import dev.tenure.annotations.Pooled;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;

/// Uses pools from outside of their package, for tests of what they tell about their callers.
public final class Caller {
  private Caller() {}

  /// Rents.
  public static PooledTensor rent(TensorPool pool, Shape shape) {
    return pool.rentUninitialized(shape);
  }

  /// Rents at another place.
  public static PooledTensor rentElsewhere(TensorPool pool, Shape shape) {
    return pool.rent(shape);
  }

  /// Rents, and forgets the tensor.
  @SuppressWarnings("PooledNotClosed") // for the pool to find
  public static void leak(TensorPool pool, Shape shape) {
    pool.rentUninitialized(shape);
  }

  /// Rents from a scope, and forgets it.
  @SuppressWarnings("PooledNotClosed") // for the pool to find
  public static void leakAScope(TensorPool pool, Shape shape) {
    TensorScope scope = pool.openScope();
    scope.rent(shape);
  }

  /// Closes.
  public static void close(@Pooled PooledTensor tensor) {
    tensor.close();
  }
}
