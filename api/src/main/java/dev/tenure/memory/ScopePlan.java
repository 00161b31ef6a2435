package dev.tenure.memory;

import dev.tenure.annotations.Pooled;

/// Memory for a computation that rents the same tensors each time, in the same order.
///
/// The first scope that is opened on it runs on the pool, and what it rents and closes is written
/// down. From then on it is known which tensors are never alive together, so that they can share
/// memory: later scopes get all they need as one piece, which stays with the plan.
///
/// ```java
/// try (ScopePlan plan = pool.newPlan()) {
///   for (Tensor input : inputs) {
///     try (TensorScope scope = plan.open()) {
///       layer.forward(scope, input);
///     }
///   }
/// }
/// ```
///
/// A scope that rents otherwise than the first one did, is right too: from there on it rents from
/// the pool. So does a scope that is opened while another one of the plan is open. One that rents
/// more than was written down, is written down anew by the scope after it.
///
/// Every scope is confined to the thread that opened it; the plan itself may be used from any
/// thread.
@Pooled
public interface ScopePlan extends AutoCloseable {
  /// Opens a scope that rents by the plan.
  ///
  /// What is promoted out of the first scope comes from the pool in later ones, too. If another
  /// tensor is promoted, the caller gets a copy of it from the pool, and the one that was given is
  /// closed.
  ///
  /// @return a scope that the caller closes, before the plan
  /// @throws IllegalStateException if the plan or its pool was closed
  TensorScope open();

  /// Returns how many bytes scopes of this plan share.
  ///
  /// @return the planned bytes; 0 as long as nothing was written down
  long plannedBytes();

  /// Returns the most bytes that were alive together when the first scope ran: no plan can do with
  /// less than [#plannedBytes()] of this size.
  ///
  /// @return the lower bound of the planned bytes; 0 as long as nothing was written down
  long lowerBoundBytes();

  /// Describes the plan for people: its bytes beside the lower bound, and a line for each rent.
  ///
  /// @return some lines of text
  String describe();

  /// Gives the plan's memory back. A second call does nothing.
  ///
  /// @throws IllegalStateException if a scope of the plan is open
  @Override
  void close();
}
