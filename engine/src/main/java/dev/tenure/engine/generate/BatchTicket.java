package dev.tenure.engine.generate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The place of a request in a [GenerationBatch], and its result as soon as there is one.
///
/// It belongs to the batch's thread.
public final class BatchTicket {
  private @Nullable Generation generation;
  private @Nullable RuntimeException failure;

  BatchTicket() {}

  void complete(Generation result) {
    generation = result;
  }

  void fail(RuntimeException problem) {
    failure = problem;
  }

  /// Tells whether the request is through, with or without success.
  ///
  /// @return whether [#result()] has an outcome
  public boolean isDone() {
    return generation != null || failure != null;
  }

  /// Returns what was generated.
  ///
  /// @return the result, or nothing while the request waits or runs
  /// @throws RuntimeException what the request failed with: of its listener or filter, or a
  ///   [dev.tenure.memory.MemoryLimitException]
  public Optional<Generation> result() {
    if (failure != null) {
      throw failure;
    }
    return Optional.ofNullable(generation);
  }
}
