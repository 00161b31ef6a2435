package dev.tenure.engine.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Keeps something that is not thread-safe to one thread at a time.
///
/// What one thread did before it handed over happens before what the next one does.
final class Confinement {
  private static final VarHandle OWNER;

  static {
    try {
      OWNER = MethodHandles.lookup().findVarHandle(Confinement.class, "owner", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String what;

  /// Null while handed over and not yet used.
  private volatile @Nullable Thread owner;

  /// Confines something to this thread.
  ///
  /// @param what what it is called in messages
  Confinement(String what) {
    this.what = what;
    OWNER.set(this, Thread.currentThread()); // whoever publishes the object publishes this
  }

  /// Checks that this thread is the owner, and makes it so if nobody is.
  void require() {
    Thread current = Thread.currentThread();
    if (owner != current && !OWNER.compareAndSet(this, null, current)) {
      throw new IllegalStateException(
          "the %s belongs to %s and was used by %s; its owner can hand it over"
              .formatted(what, owner, current));
    }
  }

  void handOver() {
    require();
    owner = null;
  }
}
