package dev.tenure.engine.memory;

import org.jspecify.annotations.Nullable;

/// What a scope owns and closes, and a link of its list.
sealed interface ScopeMember permits NativePooledTensor, NativeTensorScope {
  /// Closes it on behalf of the scope that owns it.
  void closeByOwner();

  /// Returns what came into the scope before it.
  @Nullable ScopeMember before();

  /// Says what came into the scope before it.
  void setBefore(@Nullable ScopeMember member);
}
