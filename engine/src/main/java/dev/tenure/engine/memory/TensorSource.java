package dev.tenure.engine.memory;

import dev.tenure.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Where a scope's tensors come from, and what has to know of their end.
interface TensorSource {
  /// Returns a tensor that a scope owns, or the caller.
  ///
  /// @param scope the scope, which adds it to its members; null for the caller
  NativePooledTensor rentTensor(Shape shape, boolean zeroed, @Nullable NativeTensorScope scope);

  /// Returns a tensor that the caller owns.
  default NativePooledTensor rentTensor(Shape shape, boolean zeroed) {
    return rentTensor(shape, zeroed, null);
  }

  /// A tensor of the scope is to be handed out: returns a copy that its caller gets, because the
  /// memory of the tensor cannot leave; null if it can.
  @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor);

  /// Closes tensors of a scope, from the last one on, as far as they can be closed together.
  void closeAtOnce(ScopeMembers members);

  /// A tensor was closed by its scope.
  void ended(NativePooledTensor tensor);

  /// The scope was closed, after its children.
  void scopeClosed();
}
