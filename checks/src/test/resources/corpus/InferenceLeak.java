package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class InferenceLeak {
  private PooledTensor make(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    return t;
  }

  private Tensor makeAsTensor(TensorPool pool, Shape shape) {
    return pool.rent(shape);
  }

  private void look(PooledTensor t) {
    t.fill(0);
  }

  private static void closeIt(PooledTensor t) {
    t.close();
  }

  private PooledTensor same(PooledTensor t) {
    t.fill(1);
    return t;
  }

  void madeByPrivate(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`, the PooledTensor from `make(pool, shape)`, is never closed
    PooledTensor t = make(pool, shape);
    t.fill(0);
  }

  void madeAsSuperType(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    Tensor t = makeAsTensor(pool, shape);
    t.fill(0);
  }

  void onlyLookedAt(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    look(t);
  }

  void closedOnOneBranch(TensorPool pool, Shape shape, boolean b) {
    // BUG: Diagnostic contains: is not closed when `b` at line
    PooledTensor t = pool.rent(shape);
    if (b) {
      closeIt(t);
    }
  }

  void aliasNotClosed(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    PooledTensor u = same(t);
    u.fill(0);
  }

  private PooledTensor recursive(TensorPool pool, Shape shape, int n) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    if (n > 0) {
      return recursive(pool, shape, n - 1);
    }
    return t;
  }

  PooledTensor callsRecursive(TensorPool pool, Shape shape) {
    return recursive(pool, shape, 3);
  }

  private static final class Helper {
    PooledTensor make(TensorPool pool, Shape shape) {
      return pool.rent(shape);
    }

    void look(PooledTensor t) {
      t.fill(0);
    }
  }

  void madeByPrivateClass(TensorPool pool, Shape shape, Helper helper) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = helper.make(pool, shape);
    helper.look(t);
  }

  /** Others may call it, so its declared contract holds: it borrows. */
  static void closesInSecret(PooledTensor t) {
    t.fill(0);
  }

  void borrowedByContract(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    closesInSecret(t);
  }
}
