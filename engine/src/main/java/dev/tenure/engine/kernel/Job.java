package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;

/// The work of one kernel call, cut into parts that [Workers] run in any order, on any thread.
///
/// A job holds the call's arguments in fields, because it is used again for each call.
abstract class Job {
  /// Does one part.
  ///
  /// @param part which one
  /// @param scratch memory that only this thread uses now
  @NoAllocation
  abstract void run(int part, Scratch scratch);
}
