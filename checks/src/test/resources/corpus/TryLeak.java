package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

class TryLeak {
  static void risky() throws IOException {}

  void finallyThatForgets(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is never closed
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } finally {
      pool.trim();
    }
  }

  void finallyThatClosesSometimes(TensorPool pool, Shape shape, boolean b) {
    // BUG: Diagnostic contains: is not closed when `b` at line
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } finally {
      if (b) {
        t.close();
      }
    }
  }

  float returnInTry(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    try {
      return t.get(0);
    } catch (IllegalStateException e) {
      t.close();
      throw e;
    }
  }

  void successFlagTheWrongWay(TensorPool pool, Shape shape) {
    boolean ok = false;
    // BUG: Diagnostic contains: is not closed when `ok` at line
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
      ok = true;
    } finally {
      if (!ok) {
        t.close();
      }
    }
  }

  void secondInsideTry(TensorPool pool, Shape shape) {
    try (PooledTensor a = pool.rent(shape)) {
      // BUG: Diagnostic contains: `b`
      PooledTensor b = pool.rent(shape);
      b.copyFrom(a);
    }
  }

  void chainedResource(TensorPool pool, Shape shape) {
    try (TensorScope scope = TensorPool.shared().openScope()) {
      // BUG: Diagnostic contains: is not kept anywhere
      Tensor copy = pool.rent(shape).slice(0, 1);
      copy.fill(0);
    }
  }

  void temporaryPoolOfScope(Shape shape) {
    // BUG: Diagnostic contains: The TensorPool from `TensorPool.withLimit(100)` is not kept
    try (TensorScope scope = TensorPool.withLimit(100).openScope()) {
      scope.rent(shape).fill(0);
    }
  }

  void nestedFinally(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `a`
    PooledTensor a = pool.rent(shape);
    PooledTensor b = pool.rent(shape);
    try {
      try {
        a.fill(0);
      } finally {
        b.fill(0);
      }
    } finally {
      b.close();
    }
  }

  void overwrittenInTry(TensorPool pool, Shape shape) {
    PooledTensor t = null;
    try {
      // BUG: Diagnostic contains: is overwritten
      t = pool.rent(shape);
      t = pool.rent(shape);
    } finally {
      if (t != null) {
        t.close();
      }
    }
  }

  void synchronizedBlock(TensorPool pool, Shape shape) {
    synchronized (this) {
      // BUG: Diagnostic contains: is never closed
      PooledTensor t = pool.rent(shape);
      t.fill(0);
    }
  }
}
