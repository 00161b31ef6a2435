package dev.tenure.memory;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// One piece of memory in which each tensor begins where the last one ends, and all since a mark
/// end together.
///
/// ```java
/// try (TensorArena arena = pool.openArena(1 << 20)) {
///   Tensor input = arena.rent(shape);
///   ArenaMark start = arena.mark();
///   for (Layer layer : layers) {
///     layer.forward(arena, input);
///     arena.reset(start); // what the layer rented is stale now, the input is not
///   }
/// }
/// ```
///
/// Every access to a tensor that was rented since the mark throws
/// [dev.tenure.tensor.ClosedTensorException] after the reset. An arena is confined to the thread
/// that opened it: on any other its methods throw an [IllegalStateException] that names both,
/// unless it was [handed over][#handOver()].
@Pooled
public interface TensorArena extends AutoCloseable {
  /// Rents a tensor of zeros.
  ///
  /// @param shape its shape
  /// @return a tensor that is valid until the arena goes back to an earlier mark or is closed
  /// @throws MemoryLimitException if it does not fit in what is left
  /// @throws IllegalStateException if the arena was closed
  @Borrowed("this")
  Tensor rent(Shape shape);

  /// Rents a tensor with unspecified contents, for who overwrites all of them.
  ///
  /// @param shape its shape
  /// @return a tensor that is valid until the arena goes back to an earlier mark or is closed
  /// @throws MemoryLimitException if it does not fit in what is left
  /// @throws IllegalStateException if the arena was closed
  @Borrowed("this")
  @Uninitialized
  Tensor rentUninitialized(Shape shape);

  /// Sets a mark.
  ///
  /// @return what [#reset(ArenaMark)] goes back to
  /// @throws IllegalStateException if the arena was closed
  ArenaMark mark();

  /// Ends all tensors that were rented since a mark; later marks are stale from here on.
  ///
  /// @param mark a mark of this arena
  /// @throws IllegalArgumentException if the mark is stale, or another arena's
  /// @throws IllegalStateException if the arena was closed
  void reset(ArenaMark mark);

  /// Ends all tensors; all marks are stale from here on.
  ///
  /// @throws IllegalStateException if the arena was closed
  void reset();

  /// Brings all of the arena's memory in.
  ///
  /// @param hint what it is used for soon
  /// @throws IllegalStateException if the arena was closed
  void touch(TouchHint hint);

  /// Returns how much fits in all.
  ///
  /// @return a number of bytes
  long capacityBytes();

  /// Returns how much is in use. Each tensor takes a multiple of 64 bytes.
  ///
  /// @return a number of bytes
  long usedBytes();

  /// Returns the most that was in use at once.
  ///
  /// @return a number of bytes
  long peakBytes();

  /// Lets another thread have the arena: the next one that uses it, which may be this one.
  ///
  /// @throws IllegalStateException if it belongs to another thread
  void handOver();

  /// Ends all tensors and gives the memory back. A second call does nothing.
  @Override
  void close();
}
