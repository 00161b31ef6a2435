package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

class TryQuiet {
  static void risky() throws IOException {}

  void declared(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      t.fill(0);
    }
  }

  void several(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope();
        PooledTensor t = pool.rent(shape);
        TensorScope child = scope.openChild()) {
      t.copyFrom(child.rent(shape));
    }
  }

  void existing(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try (t) {
      t.fill(0);
    }
  }

  void existingAndMore(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    PooledTensor u = pool.rent(shape);
    try (t;
        u;
        TensorScope scope = pool.openScope()) {
      t.copyFrom(scope.rent(shape));
    }
  }

  void unnamed(TensorPool pool) {
    try (var _ = pool.openScope()) {
      pool.trim();
    }
  }

  void nullResource(TensorPool pool, Shape shape, boolean b) {
    try (PooledTensor t = b ? pool.rent(shape) : null) {
      pool.trim();
    }
  }

  float returnInside(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      return t.get(0);
    }
  }

  void withCatchAndFinally(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      risky();
    } catch (IOException e) {
      return;
    } finally {
      pool.trim();
    }
  }

  void finallyCloses(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } finally {
      t.close();
    }
  }

  float finallyClosesAfterReturn(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      return t.get(0);
    } finally {
      t.close();
    }
  }

  void nullInitialised(TensorPool pool, Shape shape) {
    PooledTensor t = null;
    try {
      t = pool.rent(shape);
      risky();
    } catch (IOException e) {
      return;
    } finally {
      if (t != null) {
        t.close();
      }
    }
  }

  void closeAndRethrow(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } catch (RuntimeException | Error e) {
      t.close();
      throw e;
    }
    t.close();
  }

  PooledTensor successFlag(TensorPool pool, Shape shape) {
    boolean ok = false;
    PooledTensor t = pool.rent(shape);
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

  void failureFlag(TensorPool pool, Shape shape) throws IOException {
    PooledTensor t = pool.rent(shape);
    boolean failed = true;
    try {
      risky();
      failed = false;
    } finally {
      if (failed) {
        t.close();
      }
    }
    t.close();
  }

  PooledTensor nulledWhenHandedOver(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
      PooledTensor result = t;
      t = null;
      return result;
    } finally {
      if (t != null) {
        t.close();
      }
    }
  }

  void failedRentInCatch(TensorPool pool, Shape shape) {
    PooledTensor t;
    try {
      t = pool.rent(shape);
    } catch (MemoryLimitException full) {
      return;
    }
    t.close();
  }

  PooledTensor fallback(TensorPool pool, TensorPool other, Shape shape) {
    PooledTensor t;
    try {
      t = pool.rent(shape);
    } catch (MemoryLimitException full) {
      t = other.rent(shape);
    }
    return t;
  }

  void nestedFinally(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    try {
      PooledTensor b = pool.rent(shape);
      try {
        b.copyFrom(a);
      } finally {
        b.close();
      }
    } finally {
      a.close();
    }
  }

  void bothInOneFinally(TensorPool pool, Shape shape) {
    PooledTensor a = null;
    PooledTensor b = null;
    try {
      a = pool.rent(shape);
      b = pool.rent(shape);
    } finally {
      try {
        if (b != null) {
          b.close();
        }
      } finally {
        if (a != null) {
          a.close();
        }
      }
    }
  }

  void closedBeforeReturnInCatch(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      risky();
    } catch (IOException e) {
      t.close();
      return;
    }
    t.close();
  }

  void breakThroughFinally(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      try {
        if (t.get(i) > 0) {
          break;
        }
        if (t.get(i) < 0) {
          continue;
        }
        t.fill(i);
      } finally {
        t.close();
      }
    }
  }

  void synchronizedBlock(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    synchronized (this) {
      t.fill(0);
    }
    t.close();
  }

  void asserted(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    assert t != null : "rented";
    t.close();
  }

  PooledTensor field;

  void existingField(TensorPool pool, Shape shape) {
    field = pool.rent(shape);
    try (var t = field) {
      t.fill(0);
    }
  }

  PooledTensor checkedThenReturned(TensorPool pool, Shape shape) throws IOException {
    PooledTensor t = pool.rent(shape);
    try {
      risky();
      return t;
    } catch (IOException | RuntimeException e) {
      t.close();
      throw e;
    }
  }

  PooledTensor throwableAsField(TensorPool pool, Shape shape) {
    Throwable failure = null;
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
      return t;
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      if (failure != null) {
        t.close();
      }
    }
  }
}
