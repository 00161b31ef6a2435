package dev.tenure.memory;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;

/// Owns every tensor that is rented from it, and closes them all together, last one first.
///
/// ```java
/// try (TensorScope scope = pool.openScope()) {
///   PooledTensor hidden = scope.rent(shape);
///   …
///   return scope.promote(hidden); // the caller owns it now; everything else is returned
/// }
/// ```
///
/// A scope belongs to the thread that opened it: on any other, all methods but [#pool()] and
/// [#isOpen()] throw an [IllegalStateException] that names both threads, unless it was [handed
/// over][#handOver()].
@Pooled
public interface TensorScope extends AutoCloseable {
  /// Rents a tensor of zeros.
  ///
  /// @param shape its shape
  /// @return a tensor that this scope closes
  /// @throws MemoryLimitException if it does not fit under the pool's limit any more
  /// @throws IllegalStateException if the scope or its pool was closed
  @Scoped
  PooledTensor rent(Shape shape);

  /// Rents a tensor with unspecified contents, for who overwrites all of them.
  ///
  /// @param shape its shape
  /// @return a tensor that this scope closes
  /// @throws MemoryLimitException if it does not fit under the pool's limit any more
  /// @throws IllegalStateException if the scope or its pool was closed
  @Scoped
  @Uninitialized
  PooledTensor rentUninitialized(Shape shape);

  /// Takes a tensor over that the caller owned.
  ///
  /// @param tensor an open tensor that belongs to no scope
  /// @return the same tensor, which this scope closes from now on
  /// @throws IllegalArgumentException if it is closed, or belongs to a scope already
  /// @throws IllegalStateException if the scope was closed
  @Scoped
  PooledTensor adopt(@Pooled PooledTensor tensor);

  /// Hands a tensor of this scope to the caller, who closes it from now on.
  ///
  /// @param tensor an open tensor that belongs to this scope
  /// @return the same tensor, which the scope's close leaves alone; in a scope of a [ScopePlan] it
  ///   may be a copy
  /// @throws IllegalArgumentException if it does not belong to this scope
  /// @throws IllegalStateException if the scope was closed
  @Pooled
  PooledTensor promote(@Scoped PooledTensor tensor);

  /// Opens a scope inside this one, for intermediates that die earlier.
  ///
  /// If it is still open when this scope closes, it is closed first.
  ///
  /// @return a scope on the same pool that the caller closes
  /// @throws IllegalStateException if the scope was closed
  TensorScope openChild();

  /// Brings the memory of all tensors in that the scope owns, those of its children included, so
  /// that a computation does not wait for the system at its first access to each page.
  ///
  /// @param hint what they are used for soon
  /// @throws IllegalStateException if the scope was closed
  default void touch(TouchHint hint) {
    // an implementation that cannot is as right, and slower later
  }

  /// Lets another thread have the scope and its children: the next one that uses any of them, which
  /// may be this one. It sees everything that this thread did before.
  ///
  /// @throws IllegalStateException if the scope was closed, belongs to another thread, or is a
  ///   child of another scope, with which it goes
  /// @throws UnsupportedOperationException if this scope stays where it is
  default void handOver() {
    throw new UnsupportedOperationException("this scope cannot be handed over");
  }

  /// Returns the pool that this scope rents from.
  ///
  /// @return the pool
  @Borrowed("this")
  TensorPool pool();

  /// Tells whether the scope can still be used.
  ///
  /// @return whether it was not closed yet
  boolean isOpen();

  /// Closes its open children and every tensor that it owns, last one first. A second call does
  /// nothing. If one of them throws, the rest is closed all the same; the first exception is
  /// thrown, and has the later ones suppressed.
  @Override
  void close();
}
