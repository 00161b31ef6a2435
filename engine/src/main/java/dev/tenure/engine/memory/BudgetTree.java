package dev.tenure.engine.memory;

import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Shape;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What all budgets of one tree share: the lock, and how holders are told apart.
final class BudgetTree {
  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  final ReentrantLock lock = new ReentrantLock();

  /// Signalled when bytes came back.
  final Condition returned = lock.newCondition();

  volatile boolean traced;

  /// Returns what a rent is counted by: its shape, or the line that asked for it.
  Object holderOf(Shape shape) {
    return traced
        ? STACK.walk(frames -> siteIn(frames.filter(BudgetTree::isCaller).findFirst()))
        : shape;
  }

  private static String siteIn(Optional<StackFrame> caller) {
    return caller.map(frame -> frame.toStackTraceElement().toString()).orElse("unknown");
  }

  private static boolean isCaller(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    return type != BudgetTree.class
        && type != BudgetGate.class
        && !TensorPool.class.isAssignableFrom(type)
        && !TensorScope.class.isAssignableFrom(type)
        && !MemoryBudget.class.isAssignableFrom(type)
        && !TensorSource.class.isAssignableFrom(type);
  }
}
