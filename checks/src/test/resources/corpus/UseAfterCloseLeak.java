package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;

class UseAfterCloseLeak {
  @Pooled(closers = {"release", "free"})
  static final class Handle {
    void use() {}

    int size() {
      return 0;
    }

    void release() {}

    void free() {}
  }

  static class Store {
    void store(@Pooled PooledTensor t) {
      t.close();
    }

    static void swallow(@Pooled PooledTensor t) {
      t.close();
    }
  }

  static void borrow(PooledTensor t) {
    t.fill(0);
  }

  static float read(Tensor t) {
    return t.get(0);
  }

  private static void end(PooledTensor t) {
    t.close();
  }

  private void endIfThere(PooledTensor t) {
    if (t != null) {
      t.close();
    }
  }

  private static void touch(PooledTensor t) {
    t.fill(1);
  }

  private static PooledTensor make(TensorPool pool, Shape shape) {
    return pool.rent(shape);
  }

  static void risky() {}

  void call(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  float read(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    return t.get(0);
  }

  Shape shape(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    return t.shape();
  }

  PooledTensor returned(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    return t;
  }

  void borrowed(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    borrow(t);
  }

  float borrowedAsSuperType(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    return read(t);
  }

  void argumentOfTensor(TensorPool pool, Shape shape, Tensor out) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    out.copyFrom(t);
  }

  void privateBorrow(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    touch(t);
  }

  void closedByPrivate(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    end(t);
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  void closedByGuardingPrivate(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    endIfThere(t);
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  void madeByPrivate(TensorPool pool, Shape shape) {
    PooledTensor t = make(pool, shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  void onOneBranch(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.close();
    }
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
    if (!c) {
      t.close();
    }
  }

  void onElse(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    if (n > 3) {
      t.fill(1);
    } else {
      t.close();
    }
    // BUG: Diagnostic contains: UseAfterClose
    read(t);
    if (n > 3) {
      t.close();
    }
  }

  void onBothBranches(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.close();
    } else {
      t.close();
    }
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  void usedOnBranch(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    t.close();
    if (c) {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(0);
    }
  }

  void inCondition(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    if (t.get(0) > 0) {
      risky();
    }
  }

  float inTernary(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    return c ? t.get(0) : 0;
  }

  void alias(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    PooledTensor u = t;
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    u.fill(0);
  }

  void aliasClosed(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    PooledTensor u = t;
    u.close();
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  float superAlias(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor u = t;
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    return u.get(0);
  }

  void afterTry(TensorPool pool, Shape shape) {
    Tensor kept;
    try (PooledTensor t = pool.rent(shape)) {
      kept = t;
    }
    // BUG: Diagnostic contains: UseAfterClose
    kept.fill(0);
  }

  void afterTryOfExisting(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try (t) {
      t.fill(1);
    }
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  Tensor returnedAfterTry(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try (t) {
      t.fill(1);
    }
    // BUG: Diagnostic contains: UseAfterClose
    return t;
  }

  void closedInTry(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      end(t);
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(0);
    }
  }

  void afterTryFinally(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(1);
    } finally {
      t.close();
    }
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  void inFinally(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.close();
    } finally {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(0);
    }
  }

  void loopNextRound(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(i);
      t.close();
    }
  }

  void whileNextRound(TensorPool pool, Shape shape, Iterator<String> it) {
    PooledTensor t = pool.rent(shape);
    while (it.hasNext()) {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(it.next().length());
      t.close();
    }
  }

  void doNextRound(TensorPool pool, Shape shape, Iterator<String> it) {
    PooledTensor t = pool.rent(shape);
    do {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(0);
      t.close();
    } while (it.hasNext());
  }

  void forEachNextRound(TensorPool pool, Shape shape, List<String> list) {
    PooledTensor t = pool.rent(shape);
    for (String s : list) {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(s.length());
      t.close();
    }
  }

  void insideLoop(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      t.close();
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(i);
    }
  }

  void afterLoop(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    t.close();
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(i);
    }
  }

  void handedOver(TensorPool pool, Shape shape, Store store) {
    PooledTensor t = pool.rent(shape);
    store.store(t);
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }

  float handedOverStatic(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Store.swallow(t);
    // BUG: Diagnostic contains: UseAfterClose
    return t.get(0);
  }

  void handedOverThenLent(TensorPool pool, Shape shape, Store store) {
    PooledTensor t = pool.rent(shape);
    store.store(t);
    // BUG: Diagnostic contains: UseAfterClose
    borrow(t);
  }

  void handedOverOnBranch(TensorPool pool, Shape shape, Store store, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      store.store(t);
    }
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
    if (!c) {
      t.close();
    }
  }

  void release(TensorPool pool, Shape shape) {
    Handle h = new Handle();
    h.release();
    // BUG: Diagnostic contains: UseAfterClose
    h.use();
  }

  int free(TensorPool pool, Shape shape) {
    Handle h = new Handle();
    h.free();
    // BUG: Diagnostic contains: UseAfterClose
    return h.size();
  }

  void scope(TensorPool pool, Shape shape) {
    TensorScope scope = pool.openScope();
    scope.close();
    // BUG: Diagnostic contains: UseAfterClose
    scope.rent(shape);
  }

  void child(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      TensorScope child = scope.openChild();
      child.close();
      // BUG: Diagnostic contains: UseAfterClose
      child.rent(shape).fill(0);
    }
  }

  void wholePool(TensorPool pool, Shape shape) {
    TensorPool own = TensorPool.withLimit(100);
    own.close();
    // BUG: Diagnostic contains: UseAfterClose
    own.trim();
  }

  void secondIsOpen(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    PooledTensor b = pool.rent(shape);
    a.close();
    // BUG: Diagnostic contains: UseAfterClose
    b.copyFrom(a);
    b.close();
  }

  void reassignedToClosed(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    PooledTensor b = a;
    a.close();
    a = pool.rent(shape);
    // BUG: Diagnostic contains: UseAfterClose
    b.fill(0);
    a.close();
  }

  void swapped(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    PooledTensor b = pool.rent(shape);
    PooledTensor c = a;
    a = b;
    b = c;
    b.close();
    // BUG: Diagnostic contains: UseAfterClose
    b.fill(0);
    a.close();
  }

  void inSwitch(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    t.close();
    switch (n) {
      // BUG: Diagnostic contains: UseAfterClose
      case 1 -> t.fill(0);
      default -> {}
    }
  }

  float inSwitchExpression(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    t.close();
    return switch (n) {
      // BUG: Diagnostic contains: UseAfterClose
      case 1 -> t.get(0);
      default -> 0;
    };
  }

  void nullTestTellsNothing(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    if (t != null) {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(0);
    }
  }

  void flagTellsNothing(TensorPool pool, Shape shape, boolean other) {
    PooledTensor t = pool.rent(shape);
    boolean closed = true;
    t.close();
    if (other) {
      // BUG: Diagnostic contains: UseAfterClose
      t.fill(0);
    }
  }

  void twice(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(1);
  }

  void inSynchronized(TensorPool pool, Shape shape, Object lock) {
    PooledTensor t = pool.rent(shape);
    synchronized (lock) {
      t.close();
    }
    // BUG: Diagnostic contains: UseAfterClose
    t.fill(0);
  }
}
