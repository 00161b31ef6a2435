package corpus;

import dev.tenure.annotations.Pooled;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

class BranchesLeak {
  @Pooled
  static final class Handle {
    void use() {}

    void close() {}
  }

  Object kept;

  void neverClosed(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`, the PooledTensor from `pool.rent(shape)`, is never closed
    PooledTensor t = pool.rent(shape);
    t.fill(0);
  }

  void neverClosedUninitialized(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is never closed
    PooledTensor t = pool.rentUninitialized(shape);
    t.fill(0);
  }

  void poolNeverClosed() {
    // BUG: Diagnostic contains: `pool`, the TensorPool from `TensorPool.withLimit(1 << 20)`, is
    // never
    TensorPool pool = TensorPool.withLimit(1 << 20);
    pool.trim();
  }

  void scopeNeverClosed(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `scope`, the TensorScope from `pool.openScope()`, is never closed
    TensorScope scope = pool.openScope();
    PooledTensor t = scope.rent(shape);
    t.fill(0);
  }

  void childScopeNeverClosed(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      // BUG: Diagnostic contains: `child`, the TensorScope from `scope.openChild()`, is never
      // closed
      TensorScope child = scope.openChild();
      child.rent(shape).fill(0);
    }
  }

  void promotedNeverClosed(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor t = scope.rent(shape);
      // BUG: Diagnostic contains: `out`, the PooledTensor from `scope.promote(t)`, is never closed
      PooledTensor out = scope.promote(t);
      out.fill(0);
    }
  }

  void constructed() {
    // BUG: Diagnostic contains: `handle`, the Handle from `new Handle()`, is never closed
    Handle handle = new Handle();
    handle.use();
  }

  void closedOnOneBranch(TensorPool pool, Shape shape, boolean done) {
    // BUG: Diagnostic contains: is not closed when `done` at line 73 is false
    PooledTensor t = pool.rent(shape);
    if (done) {
      t.close();
    }
  }

  void closedInElseOnly(TensorPool pool, Shape shape, int n) {
    // BUG: Diagnostic contains: is not closed when `n > 3` at line 81 is true
    PooledTensor t = pool.rent(shape);
    if (n > 3) {
      t.fill(n);
    } else {
      t.close();
    }
  }

  float earlyReturn(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: returns at line 92
    PooledTensor t = pool.rent(shape);
    if (t.get(0) > 0) {
      return t.get(0);
    }
    t.close();
    return 0;
  }

  void earlyReturnWithoutValue(TensorPool pool, Shape shape, boolean skip) {
    // BUG: Diagnostic contains: is not closed when `skip` at line 101 is true
    PooledTensor t = pool.rent(shape);
    if (skip) {
      return;
    }
    t.close();
  }

  void overwritten(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is overwritten at line 111 while it is still open
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    t = pool.rent(shape);
    t.close();
  }

  void overwrittenByNull(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is overwritten at line 118
    PooledTensor t = pool.rent(shape);
    t = null;
  }

  void discarded(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: The PooledTensor from `pool.rent(shape)` is not kept anywhere
    pool.rent(shape);
  }

  void chained(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: The PooledTensor from `pool.rent(shape)` is not kept anywhere
    pool.rent(shape).fill(0);
  }

  float chainedRead(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is not kept anywhere
    return pool.rent(shape).get(0);
  }

  void chainedView(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is not kept anywhere
    Tensor view = pool.rent(shape).reshape(shape);
    view.fill(1);
  }

  static void use(PooledTensor tensor) {
    tensor.fill(1);
  }

  void temporary(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is not kept anywhere
    use(pool.rent(shape));
  }

  void conditionalAsSuperType(TensorPool pool, Shape shape, boolean training) {
    // BUG: Diagnostic contains: `t`, the PooledTensor from `pool.rent(shape)`, is never closed
    Tensor t = training ? Tensor.of(shape) : pool.rent(shape);
    t.fill(0);
  }

  void deadStore(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is overwritten
    Tensor t = pool.rent(shape);
    t = Tensor.of(shape);
    t.fill(0);
  }

  void secondOfTwo(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    // BUG: Diagnostic contains: `b`
    PooledTensor b = pool.rent(shape);
    b.copyFrom(a);
    a.close();
  }

  void bothOfTwo(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `a`
    PooledTensor a = pool.rent(shape);
    // BUG: Diagnostic contains: `b`
    PooledTensor b = pool.rent(shape);
    b.copyFrom(a);
  }

  void wrongFlag(TensorPool pool, Shape shape, boolean first, boolean second) {
    PooledTensor t = null;
    if (first) {
      // BUG: Diagnostic contains: is not closed when `second` at line 186 is false
      t = pool.rent(shape);
    }
    if (second) {
      if (t != null) {
        t.close();
      }
    }
  }

  void guardTheWrongWay(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    if (t == null) {
      t.close();
    }
  }

  Object storedOnOnePath(TensorPool pool, Shape shape, boolean keep) {
    // BUG: Diagnostic contains: is not closed when `keep` at line 204 is false
    PooledTensor t = pool.rent(shape);
    if (keep) {
      kept = t;
    }
    return null;
  }

  BranchesLeak(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    t.fill(0);
  }

  static {
    // BUG: Diagnostic contains: `pool`
    TensorPool pool = TensorPool.withLimit(10);
    pool.trim();
  }

  // BUG: Diagnostic contains: is not kept anywhere
  final float first = TensorPool.shared().rent(Shape.of(1)).get(0);
}
