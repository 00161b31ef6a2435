package dev.tenure.memory;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;

/// Named buffers that a session uses again for every pass. A buffer grows to the largest shape that
/// was taken from it, and is never rented again for one that is smaller.
///
/// ```java
/// final class Session implements AutoCloseable {
///   private final TensorWorkspace workspace;
///   private final WorkspaceSlot hidden;
///
///   Session(TensorPool pool) {
///     workspace = pool.openWorkspace();
///     hidden = workspace.slot("hidden");
///   }
///
///   void forward(Shape shape) {
///     Tensor h = hidden.takeUninitialized(shape); // the one of the last pass is invalid now
///     …
///   }
///
///   @Override
///   public void close() {
///     workspace.close();
///   }
/// }
/// ```
///
/// A workspace belongs to one session, and never to a model: a model is shared by sessions, each of
/// which would overwrite the others' buffers. So it is confined to the thread that opened it: on
/// any other, its methods and those of its slots throw an [IllegalStateException] that names both,
/// unless it was [handed over][#handOver()].
@Pooled
public interface TensorWorkspace extends AutoCloseable {
  /// Returns the slot of a name, which is made if there is none.
  ///
  /// @param name its name
  /// @return a slot without memory at first, valid as long as this workspace
  /// @throws IllegalStateException if the workspace was closed
  @Borrowed("this")
  WorkspaceSlot slot(String name);

  /// Returns how many bytes all slots hold.
  ///
  /// @return a number of bytes
  long heldBytes();

  /// Lets another thread have the workspace: the next one that uses it, which may be this one.
  ///
  /// @throws IllegalStateException if it belongs to another thread
  void handOver();

  /// Gives the memory of all slots back. A second call does nothing.
  @Override
  void close();
}
