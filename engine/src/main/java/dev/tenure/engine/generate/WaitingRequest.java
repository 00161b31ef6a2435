package dev.tenure.engine.generate;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.engine.model.PromptPrefix;
import org.jspecify.annotations.Nullable;

/// A request that a [GenerationBatch] has no place for yet, with its hold on the prefix that it
/// begins with.
@Pooled
final class WaitingRequest implements AutoCloseable {
  private final @Nullable PromptPrefix prefix;
  private final BatchPlace.Request request;

  WaitingRequest(@Pooled @Nullable PromptPrefix prefix, BatchPlace.Request request) {
    this.prefix = prefix;
    this.request = request;
  }

  @Borrowed("this")
  @Nullable PromptPrefix prefix() {
    return prefix;
  }

  BatchPlace.Request request() {
    return request;
  }

  /// Lets the prefix go. A second call does nothing.
  @Override
  public void close() {
    if (prefix != null) {
      prefix.close();
    }
  }
}
