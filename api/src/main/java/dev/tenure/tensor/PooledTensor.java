package dev.tenure.tensor;

import dev.tenure.annotations.Pooled;

/// A tensor whose memory goes back to a pool when it is closed.
///
/// Whoever rents one owns it and closes it exactly once, unless it was rented from a
/// [dev.tenure.memory.TensorScope], which closes it with everything else that it owns. After the
/// close every access, through a view too, throws [ClosedTensorException].
@Pooled
public interface PooledTensor extends Tensor, AutoCloseable {
  /// Tells whether the tensor can still be used.
  ///
  /// @return whether it was not closed yet
  boolean isOpen();

  /// Returns the memory to the pool.
  ///
  /// A second call changes nothing but the pool's count of double closes, and its first occurrence
  /// is logged.
  ///
  /// @throws IllegalStateException if the tensor belongs to a scope, which alone closes it
  @Override
  void close();
}
