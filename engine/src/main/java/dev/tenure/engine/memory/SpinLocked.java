package dev.tenure.engine.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A part of a pool under a lock that is held for some instructions at a time: so a spinning lock,
/// which costs one atomic instruction where nobody else is.
///
/// Methods of subclasses are called with the lock held.
abstract class SpinLocked extends CacheLine {
  private static final VarHandle LOCKED;

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(SpinLocked.class, "locked", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through LOCKED
  private int locked;

  final boolean tryLock() {
    return LOCKED.weakCompareAndSetAcquire(this, 0, 1);
  }

  /// Waits for the lock, giving way to its holder.
  final void lock() {
    while (!tryLock()) {
      giveWay();
    }
  }

  /// Lets threads go on that are about to finish what this one waits for.
  @SuppressWarnings("ThreadPriorityCheck") // a holder may have lost its processor, perhaps to us
  static void giveWay() {
    Thread.yield();
  }

  final void unlock() {
    LOCKED.setRelease(this, 0);
  }
}
