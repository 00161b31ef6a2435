package dev.tenure.engine.memory;

import dev.tenure.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Where a scope's tensors come from, and what has to know of their end.
interface TensorSource {
  /// Returns a tensor that the caller owns.
  NativePooledTensor rentTensor(Shape shape, boolean zeroed);

  /// A tensor of the scope is to be handed out: returns a copy that its caller gets, because the
  /// memory of the tensor cannot leave; null if it can.
  @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor);

  /// A tensor was closed by its scope.
  void ended(NativePooledTensor tensor);

  /// The scope was closed, after its children.
  void scopeClosed();
}
