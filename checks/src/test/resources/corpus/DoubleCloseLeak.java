package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;

class DoubleCloseLeak {
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

  void twice(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void thrice(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: DoubleClose
    t.close();
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void alias(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    PooledTensor u = t;
    t.close();
    // BUG: Diagnostic contains: DoubleClose
    u.close();
  }

  void aliasFirst(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    PooledTensor u = t;
    u.close();
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void branch(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.close();
    }
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void elseBranch(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.fill(0);
    } else {
      t.close();
    }
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void branches(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.close();
    } else {
      t.close();
    }
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void secondOnBranch(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    t.close();
    if (c) {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void independentBranches(TensorPool pool, Shape shape, boolean a, boolean b) {
    PooledTensor t = pool.rent(shape);
    if (a) {
      t.close();
    }
    if (b) {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
    if (!a && !b) {
      t.close();
    }
  }

  void forgottenReturn(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    if (n == 0) {
      t.close();
    }
    if (shape.rank() > 2) {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
      return;
    }
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void finallyAgain(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
      t.close();
    } finally {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void afterFinally(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } finally {
      t.close();
    }
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  float returnInTry(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      float f = t.get(0);
      t.close();
      return f;
    } finally {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void insideTry(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void insideTryOfExisting(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try (t) {
      t.fill(0);
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void insideTryOnBranch(TensorPool pool, Shape shape, boolean c) {
    try (PooledTensor t = pool.rent(shape)) {
      if (c) {
        // BUG: Diagnostic contains: DoubleClose
        t.close();
      }
    }
  }

  void insideTryByAlias(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      PooledTensor u = t;
      // BUG: Diagnostic contains: DoubleClose
      u.close();
    }
  }

  void insideTryByPrivate(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // BUG: Diagnostic contains: DoubleClose
      end(t);
    }
  }

  void insideTryHandedOver(TensorPool pool, Shape shape, Store store) {
    try (PooledTensor t = pool.rent(shape)) {
      // BUG: Diagnostic contains: DoubleClose
      store.store(t);
    }
  }

  void secondOfTry(TensorPool pool, Shape shape) {
    try (PooledTensor a = pool.rent(shape);
        PooledTensor b = pool.rent(shape)) {
      // BUG: Diagnostic contains: DoubleClose
      b.close();
      a.fill(0);
    }
  }

  void nestedTry(TensorPool pool, Shape shape) {
    try (PooledTensor a = pool.rent(shape)) {
      try (PooledTensor b = pool.rent(shape)) {
        // BUG: Diagnostic contains: DoubleClose
        a.close();
        b.fill(0);
      }
    }
  }

  void afterTry(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try (t) {
      t.fill(0);
    }
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void afterTryByAlias(TensorPool pool, Shape shape) {
    PooledTensor kept;
    try (PooledTensor t = pool.rent(shape)) {
      kept = t;
    }
    // BUG: Diagnostic contains: DoubleClose
    kept.close();
  }

  void scopeInTry(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      scope.rent(shape).fill(0);
      // BUG: Diagnostic contains: DoubleClose
      scope.close();
    }
  }

  void scopeTwice(TensorPool pool, Shape shape) {
    TensorScope scope = pool.openScope();
    scope.close();
    // BUG: Diagnostic contains: DoubleClose
    scope.close();
  }

  void poolTwice(TensorPool pool, Shape shape) {
    TensorPool own = TensorPool.withLimit(100);
    own.close();
    // BUG: Diagnostic contains: DoubleClose
    own.close();
  }

  void childTwice(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      TensorScope child = scope.openChild();
      child.close();
      // BUG: Diagnostic contains: DoubleClose
      child.close();
    }
  }

  void loop(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void whileLoop(TensorPool pool, Shape shape, Iterator<String> it) {
    PooledTensor t = pool.rent(shape);
    while (it.hasNext()) {
      it.next();
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void forEach(TensorPool pool, Shape shape, List<String> list) {
    PooledTensor t = pool.rent(shape);
    for (String s : list) {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void afterLoop(TensorPool pool, Shape shape, List<String> list) {
    PooledTensor t = pool.rent(shape);
    t.close();
    for (String s : list) {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void insideLoop(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      t.close();
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void afterBreak(TensorPool pool, Shape shape, List<String> list) {
    PooledTensor t = pool.rent(shape);
    for (String s : list) {
      if (s.isEmpty()) {
        t.close();
        break;
      }
    }
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void byPrivate(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    end(t);
    // BUG: Diagnostic contains: DoubleClose
    end(t);
  }

  void byPrivateThenClose(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    end(t);
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void closeThenPrivate(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: DoubleClose
    end(t);
  }

  void byGuardingPrivate(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    endIfThere(t);
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void madeByPrivate(TensorPool pool, Shape shape) {
    PooledTensor t = make(pool, shape);
    t.close();
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void handedOverThenClosed(TensorPool pool, Shape shape, Store store) {
    PooledTensor t = pool.rent(shape);
    store.store(t);
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }

  void closedThenHandedOver(TensorPool pool, Shape shape, Store store) {
    PooledTensor t = pool.rent(shape);
    t.close();
    // BUG: Diagnostic contains: DoubleClose
    store.store(t);
  }

  void handedOverTwice(TensorPool pool, Shape shape, Store store) {
    PooledTensor t = pool.rent(shape);
    store.store(t);
    // BUG: Diagnostic contains: DoubleClose
    store.store(t);
  }

  void handedOverStaticTwice(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Store.swallow(t);
    // BUG: Diagnostic contains: DoubleClose
    Store.swallow(t);
  }

  void released(TensorPool pool, Shape shape) {
    Handle h = new Handle();
    h.release();
    // BUG: Diagnostic contains: DoubleClose
    h.release();
  }

  void freed(TensorPool pool, Shape shape) {
    Handle h = new Handle();
    h.free();
    // BUG: Diagnostic contains: DoubleClose
    h.free();
  }

  void reassignedInBetween(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    PooledTensor b = a;
    a.close();
    a = pool.rent(shape);
    // BUG: Diagnostic contains: DoubleClose
    b.close();
    a.close();
  }

  void swapped(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    PooledTensor b = pool.rent(shape);
    PooledTensor c = a;
    a = b;
    b.close();
    // BUG: Diagnostic contains: DoubleClose
    a.close();
    c.close();
  }

  void inSwitch(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    t.close();
    switch (n) {
      // BUG: Diagnostic contains: DoubleClose
      case 1 -> t.close();
      default -> {}
    }
  }

  void nullTestTellsNothing(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    if (t != null) {
      // BUG: Diagnostic contains: DoubleClose
      t.close();
    }
  }

  void inSynchronized(TensorPool pool, Shape shape, Object lock) {
    PooledTensor t = pool.rent(shape);
    synchronized (lock) {
      t.close();
    }
    // BUG: Diagnostic contains: DoubleClose
    t.close();
  }
}
