package dev.tenure.engine.memory;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Keeps something that is not thread-safe to one thread at a time.
///
/// What one thread did before it handed over happens before what the next one does.
final class Confinement {
  private final String what;

  /// Null while handed over and not yet used.
  private final AtomicReference<@Nullable Thread> owner =
      new AtomicReference<>(Thread.currentThread());

  /// Confines something to this thread.
  ///
  /// @param what what it is called in messages
  Confinement(String what) {
    this.what = what;
  }

  /// Checks that this thread is the owner, and makes it so if nobody is.
  void require() {
    Thread current = Thread.currentThread();
    Thread thread = owner.get();
    if (thread != current && !owner.compareAndSet(null, current)) {
      throw new IllegalStateException(
          "the %s belongs to %s and was used by %s; its owner can hand it over"
              .formatted(what, owner.get(), current));
    }
  }

  void handOver() {
    require();
    owner.set(null);
  }
}
