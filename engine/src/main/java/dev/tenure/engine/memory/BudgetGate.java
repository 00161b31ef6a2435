package dev.tenure.engine.memory;

import dev.tenure.memory.BudgetEvictor;
import dev.tenure.memory.BudgetExceededException;
import dev.tenure.memory.BudgetPolicy;
import dev.tenure.tensor.Shape;
import java.time.Duration;
import java.util.List;

/// Asks a budget for the bytes of tensors, by a policy. Safe for any thread.
///
/// @param budget what is asked
/// @param policy what happens if it refuses
record BudgetGate(BudgetNode budget, BudgetPolicy policy) {
  /// Counts a tensor that is about to be rented.
  ///
  /// @return what the tensor gives its bytes back to
  /// @throws BudgetExceededException if it does not fit
  BudgetHolding charge(Shape shape, long bytes) {
    return switch (policy) {
      case BudgetPolicy.Refuse() -> chargeBy(shape, bytes, 0);
      case BudgetPolicy.Wait(Duration atMost) -> chargeBy(shape, bytes, nanos(atMost));
      case BudgetPolicy.Evict(BudgetEvictor evictor) -> chargeEvicting(shape, bytes, evictor);
    };
  }

  private static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException beyond292Years) {
      return duration.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  private BudgetHolding chargeEvicting(Shape shape, long bytes, BudgetEvictor evictor) {
    while (true) {
      try {
        return chargeBy(shape, bytes, 0);
      } catch (BudgetExceededException refusal) {
        if (!evictor.evict(refusal)) {
          throw refusal;
        }
      }
    }
  }

  private BudgetHolding chargeBy(Shape shape, long bytes, long waitNanos) {
    Object holder = budget.tree().holderOf(shape);
    BudgetTree tree = budget.tree();
    BudgetHolding holding;
    List<Runnable> calls;
    tree.lock.lock();
    try {
      awaitRoom(shape, bytes, waitNanos);
      holding = budget.take(holder, bytes);
      calls = budget.softLimitCalls(bytes);
    } finally {
      tree.lock.unlock();
    }
    try {
      calls.forEach(Runnable::run);
      return holding;
    } catch (Throwable e) {
      holding.returned(bytes);
      throw e;
    }
  }

  /// Returns as soon as there is room; the lock is held then.
  private void awaitRoom(Shape shape, long bytes, long waitNanos) {
    long left = waitNanos;
    while (true) {
      budget.requireOpen();
      BudgetNode refusing = budget.refusing(bytes);
      if (refusing == null) {
        return;
      }
      if (left <= 0 || !budget.couldFit(bytes)) {
        throw refusing.refusal("a tensor of shape " + shape, bytes);
      }
      try {
        left = budget.tree().returned.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        left = 0;
      }
    }
  }
}
