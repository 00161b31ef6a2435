package corpus;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Scoped;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.Objects;

class BranchesQuiet {
  PooledTensor field;
  static PooledTensor shared;

  void closed(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    t.close();
  }

  void closedOnBothBranches(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = pool.rent(shape);
    if (b) {
      t.fill(1);
      t.close();
    } else {
      t.close();
    }
  }

  PooledTensor returned(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    return t;
  }

  PooledTensor returnedAtOnce(TensorPool pool, Shape shape) {
    return pool.rent(shape);
  }

  Tensor mergedAndReturned(TensorPool pool, Shape shape, boolean b) {
    Tensor t;
    if (b) {
      t = pool.rent(shape);
    } else {
      t = Tensor.of(shape);
    }
    return t;
  }

  void nullGuard(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = null;
    if (b) {
      t = pool.rent(shape);
    }
    if (t != null) {
      t.close();
    }
  }

  void nullGuardTheOtherWay(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = b ? pool.rent(shape) : null;
    if (null == t) {
      return;
    }
    t.close();
  }

  void nonNullCall(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = b ? pool.rent(shape) : null;
    if (Objects.nonNull(t)) {
      t.close();
    }
  }

  void sameFlag(TensorPool pool, Shape shape, boolean pooled) {
    PooledTensor t = null;
    if (pooled) {
      t = pool.rent(shape);
    }
    shape.elementCount();
    if (pooled) {
      t.close();
    }
  }

  void oppositeFlag(TensorPool pool, Shape shape, boolean heap) {
    Tensor t = heap ? Tensor.of(shape) : pool.rent(shape);
    t.fill(0);
    if (!heap) {
      ((PooledTensor) t).close();
    }
  }

  void sameComparison(TensorPool pool, Shape shape, int n) {
    PooledTensor t = null;
    if (n > 10) {
      t = pool.rent(shape);
    }
    if (n <= 10) {
      return;
    }
    t.close();
  }

  void flagFromCondition(TensorPool pool, Shape shape, Tensor given) {
    boolean own = given == null;
    Tensor t = own ? pool.rent(shape) : given;
    t.fill(0);
    if (own) {
      ((PooledTensor) t).close();
    }
  }

  void flagSetBeside(TensorPool pool, Shape shape, Tensor given) {
    boolean own = false;
    Tensor t = given;
    if (t == null) {
      t = pool.rent(shape);
      own = true;
    }
    t.fill(0);
    if (own && t instanceof PooledTensor p) {
      p.close();
    }
  }

  Tensor closedUnlessResult(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor out = activate(t);
    if (out != t) {
      t.close();
    }
    return out;
  }

  @Borrowed
  static Tensor activate(Tensor t) {
    return t;
  }

  void instanceOf(TensorPool pool, Shape shape, boolean training) {
    Tensor t = training ? Tensor.of(shape) : pool.rent(shape);
    t.fill(0);
    if (t instanceof PooledTensor) {
      ((PooledTensor) t).close();
    }
  }

  void instanceOfPattern(TensorPool pool, Shape shape, boolean training) {
    Tensor t = training ? Tensor.of(shape) : pool.rent(shape);
    if (t instanceof PooledTensor pooled) {
      pooled.close();
    }
  }

  void instanceOfReturn(TensorPool pool, Shape shape, boolean training) {
    Tensor t = training ? Tensor.of(shape) : pool.rent(shape);
    if (!(t instanceof PooledTensor pooled)) {
      return;
    }
    pooled.close();
  }

  void isOpen(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    if (t.isOpen()) {
      t.close();
    }
  }

  void throughAlias(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    PooledTensor same = t;
    t = null;
    same.close();
  }

  void throughCast(TensorPool pool, Shape shape) throws Exception {
    Tensor t = pool.rent(shape);
    ((AutoCloseable) t).close();
  }

  void throughRequireNonNull(TensorPool pool, Shape shape) {
    PooledTensor t = Objects.requireNonNull(pool.rent(shape));
    t.close();
  }

  void closeThenReassign(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    t = pool.rent(shape);
    t.close();
  }

  void closedAtOnce(TensorPool pool, Shape shape) {
    pool.rent(shape).close();
  }

  void storedInField(TensorPool pool, Shape shape) {
    field = pool.rent(shape);
    this.field = pool.rent(shape);
    shared = pool.rent(shape);
  }

  void assignmentChain(TensorPool pool, Shape shape) {
    PooledTensor a;
    PooledTensor b = a = pool.rent(shape);
    b.close();
  }

  void swapped(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    PooledTensor b = pool.rent(shape);
    PooledTensor c = a;
    a = b;
    b = c;
    a.close();
    b.close();
  }

  void exit(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = pool.rent(shape);
    if (b) {
      System.exit(1);
    }
    t.close();
  }

  void neverReturns(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = pool.rent(shape);
    if (b) {
      fail("no");
    }
    t.close();
  }

  static void fail(String message) {
    throw new IllegalStateException(message);
  }

  void leftByThrowing(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = pool.rent(shape);
    if (b) {
      throw new IllegalStateException("no");
    }
    t.close();
  }

  void scoped(TensorScope scope, Shape shape) {
    scope.rent(shape).fill(0);
    PooledTensor t = scope.rentUninitialized(shape);
    t.fill(0);
  }

  void adopted(TensorScope scope, TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    scope.adopt(t);
    t.fill(0);
  }

  PooledTensor promoted(TensorScope scope, Shape shape) {
    return scope.promote(scope.rent(shape));
  }

  void taken(TensorPool pool, Shape shape) {
    take(pool.rent(shape));
  }

  static void take(@Pooled PooledTensor tensor) {
    tensor.close();
  }

  void borrowedResult(BranchesQuiet other) {
    other.weights().fill(0);
    PooledTensor t = other.bias();
    t.fill(0);
  }

  @Borrowed
  PooledTensor weights() {
    return field;
  }

  PooledTensor bias() {
    return field;
  }

  @Scoped
  PooledTensor scopedResult(TensorScope scope, Shape shape) {
    return scope.rent(shape);
  }

  void usesScoped(TensorScope scope, Shape shape) {
    scopedResult(scope, shape).fill(0);
  }

  void sharedPool(Shape shape) {
    TensorPool pool = TensorPool.shared();
    pool.trim();
  }

  void parameter(PooledTensor t, TensorPool pool, TensorScope scope) {
    t.fill(0);
    scope.pool().trim();
  }

  void views(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor view = t.reshape(shape).slice(0, 1);
    view.fill(0);
    t.close();
  }

  @SuppressWarnings("PooledNotClosed") // what is suppressed stays quiet
  void suppressed(TensorPool pool, Shape shape) {
    pool.rent(shape);
  }

  void suppressedVariable(TensorPool pool, Shape shape) {
    @SuppressWarnings("PooledNotClosed")
    PooledTensor t = pool.rent(shape);
    t.fill(0);
  }

  BranchesQuiet(TensorPool pool, Shape shape) {
    field = pool.rent(shape);
  }

  PooledTensor assignedByTwo(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = b ? pool.rent(shape) : pool.rentUninitialized(shape);
    t.fill(0);
    return t;
  }
}
