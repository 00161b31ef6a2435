package dev.tenure.engine.memory;

/// What a scope owns and closes.
sealed interface ScopeMember permits NativePooledTensor, NativeTensorScope {
  /// Closes it on behalf of the scope that owns it.
  void closeByOwner();
}
