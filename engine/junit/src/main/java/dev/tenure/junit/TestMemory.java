package dev.tenure.junit;

import dev.tenure.annotations.Borrowed;
import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.PoolStrictness;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The pool of one test, and the scope on it if the test asked for one.
final class TestMemory {
  private static final long LIMIT_BYTES = 1L << 30;

  private final long sharedBefore = sharedOutstanding();
  private final WatchedPool pool =
      new WatchedPool(
          TensorPool.open(
              PoolOptions.withLimit(LIMIT_BYTES)
                  .withLeakDetection(LeakDetection.FULL)
                  .withStrictness(PoolStrictness.GUARDED)));
  private @Nullable TensorScope scope;

  private static long sharedOutstanding() {
    return TensorPool.shared().statistics().outstanding();
  }

  @Borrowed
  WatchedPool pool() {
    return pool;
  }

  /// Returns the test's one scope.
  @Borrowed
  TensorScope scope() {
    TensorScope opened = scope;
    if (opened == null) {
      opened = pool.openScope();
      scope = opened;
    }
    return opened;
  }

  /// Closes the scope and the pool.
  ///
  /// @return what is open that should not be, for people; empty if there is nothing
  String close() {
    try {
      closeScope();
      return describeLeaks();
    } finally {
      pool.close();
    }
  }

  private void closeScope() {
    if (scope != null) {
      scope.close();
    }
  }

  private String describeLeaks() {
    List<Acquisition> open = pool.open();
    StringBuilder text = new StringBuilder();
    open.forEach(one -> text.append("\n  - ").append(one.describe()));
    long outstanding = pool.statistics().outstanding();
    if (open.isEmpty() && outstanding > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  - %,d tensors of a workspace, arena or plan, or promoted by a scope",
              outstanding));
    }
    long shared = sharedOutstanding() - sharedBefore;
    if (shared > 0) {
      text.append(
          String.format(
              Locale.ROOT, "%n  - %,d tensors of the shared pool more than before it", shared));
    }
    return text.toString();
  }
}
