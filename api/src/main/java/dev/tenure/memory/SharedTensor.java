package dev.tenure.memory;

import dev.tenure.annotations.Pooled;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;

/// A tensor that several users hold at once, such as weights, or the prefix of several
/// conversations. Its memory goes back when its owner and all users have closed what they hold,
/// whoever is last.
///
/// ```java
/// try (SharedTensor prefix = pool.share(computePrefix())) {
///   for (Request request : requests) {
///     executor.execute(request.with(prefix.pin())); // each closes its pin
///   }
/// }
/// ```
///
/// A pin is a tensor to its holder, with a close of its own: what one holder does with its pin ends
/// no other. All share the elements, which should not be written once they are shared.
///
/// All methods may be called from any thread.
@Pooled
public interface SharedTensor extends AutoCloseable {
  /// Returns the shape.
  ///
  /// @return the shape
  Shape shape();

  /// Keeps the tensor in memory for one more user.
  ///
  /// @return a view of all elements that the caller closes, on any thread; a second close of it
  ///   does nothing. Scopes do not adopt it
  /// @throws IllegalStateException if the owner closed this, even if other pins are still open
  @Pooled
  PooledTensor pin();

  /// Returns how many pins are open.
  ///
  /// @return a number of pins
  int pins();

  /// Tells whether the tensor can still be pinned.
  ///
  /// @return whether the owner did not close it yet
  boolean isOpen();

  /// Gives the owner's part up: nobody pins the tensor any more, and its memory goes back with the
  /// last pin. A second call does nothing.
  @Override
  void close();
}
