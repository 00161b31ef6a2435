package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;

class EndedQuiet {
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

  static void release(PooledTensor t) {}

  void closedOnce(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    t.close();
  }

  void nullAfterClose(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    t = null;
    if (t != null) {
      t.close();
    }
  }

  void nullInFinally(TensorPool pool, Shape shape) {
    PooledTensor t = null;
    try {
      t = pool.rent(shape);
      t.fill(0);
      t.close();
      t = null;
    } finally {
      if (t != null) {
        t.close();
      }
    }
  }

  void closeInCatch(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } catch (RuntimeException e) {
      t.close();
      throw e;
    }
    t.fill(1);
    t.close();
  }

  void closeInCatchAfterClose(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
      t.close();
      risky();
    } catch (RuntimeException e) {
      t.close();
      throw e;
    }
  }

  PooledTensor successFlag(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    boolean ok = false;
    try {
      t.fill(0);
      ok = true;
      return t;
    } finally {
      if (!ok) {
        t.close();
      }
    }
  }

  void closedFlag(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    boolean closed = false;
    if (t.get(0) > 0) {
      t.close();
      closed = true;
    }
    if (!closed) {
      t.fill(1);
      t.close();
    }
  }

  void pingPong(TensorPool pool, Shape shape, int n) {
    PooledTensor a = pool.rent(shape);
    PooledTensor b = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      b.copyFrom(a);
      PooledTensor c = a;
      a = b;
      b = c;
    }
    a.close();
    b.close();
  }

  void growing(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      PooledTensor larger = pool.rent(shape);
      larger.copyFrom(t);
      t.close();
      t = larger;
    }
    t.fill(0);
    t.close();
  }

  void growingOnDemand(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      if (t.shape().elementCount() < i) {
        t.close();
        t = pool.rent(shape);
      }
      t.fill(i);
    }
    t.close();
  }

  void reassign(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    t = pool.rent(shape);
    t.fill(0);
    t.close();
  }

  void eachBranch(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.fill(0);
      t.close();
    } else {
      t.fill(1);
      t.close();
    }
  }

  float closeAndReturn(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.close();
      return 0;
    }
    float f = t.get(0);
    t.close();
    return f;
  }

  void closeAndThrow(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.close();
      throw new IllegalStateException();
    }
    t.fill(0);
    t.close();
  }

  void loopBreak(TensorPool pool, Shape shape, List<String> list) {
    PooledTensor t = pool.rent(shape);
    for (String s : list) {
      t.fill(s.length());
      if (s.isEmpty()) {
        t.close();
        t = null;
        break;
      }
    }
    if (t != null) {
      t.close();
    }
  }

  void loopReturn(TensorPool pool, Shape shape, List<String> list) {
    PooledTensor t = pool.rent(shape);
    for (String s : list) {
      t.fill(0);
      if (s.isEmpty()) {
        t.close();
        return;
      }
    }
    t.close();
  }

  void lastRound(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      t.fill(i);
      if (i == n - 1) {
        t.close();
      }
    }
  }

  void firstRound(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      if (i == 0) {
        t.fill(i);
        t.close();
      }
    }
  }

  void continueBeforeClose(TensorPool pool, Shape shape, List<String> list) {
    PooledTensor t = pool.rent(shape);
    for (String s : list) {
      t.fill(0);
      if (!s.isEmpty()) {
        continue;
      }
      t.close();
    }
  }

  void newEachRound(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      t.fill(i);
      t.close();
    }
  }

  float tryReturn(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      if (t.get(0) > 0) {
        return 0;
      }
      return t.get(0);
    }
  }

  void tryTwice(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      t.fill(0);
    }
    try (PooledTensor t = pool.rent(shape)) {
      t.fill(0);
    }
  }

  void correlated(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.close();
    }
    if (!c) {
      t.fill(0);
      t.close();
    }
  }

  void correlatedComparison(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    if (n > 3) {
      t.close();
    }
    if (n <= 3) {
      t.fill(0);
      t.close();
    }
  }

  void correlatedOtherwise(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    if (n > 3) {
      t.close();
    }
    if (n < 2) {
      t.fill(0);
    }
  }

  void correlatedCall(TensorPool pool, Shape shape, String s) {
    PooledTensor t = pool.rent(shape);
    if (s.equals("a")) {
      t.close();
    }
    if (!s.equals("a")) {
      t.fill(0);
      t.close();
    }
  }

  void correlatedCases(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    switch (n) {
      case 1 -> t.close();
      default -> {}
    }
    switch (n) {
      case 1 -> {}
      default -> t.close();
    }
  }

  void asksIsOpen(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    if (t.isOpen()) {
      t.close();
    }
  }

  void asksAfterBranch(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      t.close();
    }
    if (t.isOpen()) {
      t.fill(0);
      t.close();
    }
  }

  boolean stateOnly(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    return t.isOpen();
  }

  String text(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    return t.toString();
  }

  boolean compared(TensorPool pool, Shape shape, Object other) {
    PooledTensor t = pool.rent(shape);
    t.close();
    return t.equals(other) || t.hashCode() == 0 || t == other || t == null;
  }

  void printed(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    System.out.println(t);
    Objects.requireNonNull(t);
    String.valueOf(t);
  }

  void adopted(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor t = pool.rent(shape);
      scope.adopt(t);
      t.fill(0);
    }
  }

  void adoptedResult(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor t = scope.adopt(pool.rent(shape));
      t.fill(0);
    }
  }

  void promoted(TensorPool pool, Shape shape) {
    PooledTensor out;
    try (TensorScope scope = pool.openScope()) {
      out = scope.promote(scope.rent(shape));
    }
    out.fill(0);
    out.close();
  }

  void listed(TensorPool pool, Shape shape, List<PooledTensor> list) {
    PooledTensor t = pool.rent(shape);
    list.add(t);
    t.fill(0);
  }

  void lambda(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Runnable r = t::close;
    t.fill(0);
    r.run();
  }

  void lambdaCloses(TensorPool pool, Shape shape, Consumer<Runnable> later) {
    PooledTensor t = pool.rent(shape);
    later.accept(() -> t.close());
    t.fill(0);
  }

  void privateClose(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    end(t);
  }

  void privateCloseNull(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    end(t);
    t = null;
    endIfThere(t);
  }

  void privateTouch(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    touch(t);
    t.close();
  }

  void nameOnly(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    release(t);
    t.fill(0);
    t.close();
  }

  void handedOverAndReassigned(TensorPool pool, Shape shape, Store store) {
    PooledTensor t = pool.rent(shape);
    store.store(t);
    t = pool.rent(shape);
    t.fill(0);
    t.close();
  }

  void handedOverInBranch(TensorPool pool, Shape shape, Store store, boolean c) {
    PooledTensor t = pool.rent(shape);
    if (c) {
      store.store(t);
      return;
    }
    t.fill(0);
    t.close();
  }

  void closers(TensorPool pool, Shape shape) {
    Handle h = new Handle();
    h.use();
    h.release();
    Handle g = new Handle();
    g.free();
  }

  float switchForms(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    float f =
        switch (n) {
          case 1 -> t.get(1);
          case 2 -> {
            t.fill(0);
            yield 1;
          }
          default -> 0;
        };
    t.close();
    return f;
  }

  void switchClose(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    switch (n) {
      case 1:
        t.fill(0);
        t.close();
        break;
      case 2:
        t.close();
        break;
      default:
        t.close();
    }
  }

  void finallyOnce(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } finally {
      t.close();
    }
  }

  void nullInitialized(TensorPool pool, Shape shape) {
    PooledTensor t = null;
    try {
      t = pool.rent(shape);
      t.fill(0);
    } finally {
      if (t != null) {
        t.close();
      }
    }
  }

  void conditionalRent(TensorPool pool, Shape shape, boolean c) {
    PooledTensor t = c ? pool.rent(shape) : null;
    if (t != null) {
      t.fill(0);
      t.close();
    }
  }

  void whileTrue(TensorPool pool, Shape shape, Iterator<String> it) {
    PooledTensor t = pool.rent(shape);
    while (true) {
      t.fill(0);
      if (!it.hasNext()) {
        t.close();
        break;
      }
      it.next();
    }
  }

  void retry(TensorPool pool, Shape shape, int n) {
    PooledTensor t = null;
    for (int i = 0; i < n; i++) {
      try {
        t = pool.rent(shape);
        t.fill(i);
        t.close();
        return;
      } catch (RuntimeException e) {
        if (t != null) {
          t.close();
        }
      }
    }
  }

  void previousAndNext(TensorPool pool, Shape shape, int n) {
    PooledTensor previous = null;
    for (int i = 0; i < n; i++) {
      PooledTensor next = pool.rent(shape);
      if (previous != null) {
        next.copyFrom(previous);
        previous.close();
      }
      previous = next;
    }
    if (previous != null) {
      previous.close();
    }
  }

  void shadowed(TensorPool pool, Shape shape, boolean c) {
    {
      PooledTensor t = pool.rent(shape);
      t.close();
    }
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    t.close();
  }

  void statistics(TensorPool pool, Shape shape) {
    TensorPool own = TensorPool.withLimit(100);
    own.close();
    own.statistics();
  }

  void lateTry(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    try (t) {
      t.fill(1);
    }
  }
}
