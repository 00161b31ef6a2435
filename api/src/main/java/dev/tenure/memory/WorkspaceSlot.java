package dev.tenure.memory;

import dev.tenure.annotations.Uninitialized;
import dev.tenure.annotations.Workspace;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// One buffer of a [TensorWorkspace]. What is taken from it is valid until the next take from the
/// same slot; every access after that throws [dev.tenure.tensor.ClosedTensorException].
///
/// It belongs to the thread of its workspace.
public interface WorkspaceSlot {
  /// Returns the name that it was made by.
  ///
  /// @return a name, one of a kind in its workspace
  String name();

  /// Takes a tensor of zeros; what was taken before is invalid from here on, even if this fails.
  ///
  /// @param shape its shape; memory is rented only if it is larger than any before
  /// @return a tensor in the slot's memory, valid until the next take or the workspace's close
  /// @throws MemoryLimitException if the slot has to grow and there is no room
  /// @throws IllegalStateException if the workspace was closed, or belongs to another thread
  @Workspace
  Tensor take(Shape shape);

  /// Takes a tensor with unspecified contents, for who overwrites all of them.
  ///
  /// @param shape its shape; memory is rented only if it is larger than any before
  /// @return a tensor in the slot's memory, valid until the next take or the workspace's close
  /// @throws MemoryLimitException if the slot has to grow and there is no room
  /// @throws IllegalStateException if the workspace was closed, or belongs to another thread
  @Workspace
  @Uninitialized
  Tensor takeUninitialized(Shape shape);

  /// Returns how many bytes a tensor may have without that the slot grows.
  ///
  /// @return a number of bytes; 0 before the first take
  long capacityBytes();
}
