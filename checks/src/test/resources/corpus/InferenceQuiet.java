package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class InferenceQuiet {
  private PooledTensor field;
  private final List<PooledTensor> kept = new ArrayList<>();

  void closeKept() {
    kept.forEach(PooledTensor::close);
  }

  private static void closeIt(PooledTensor t) {
    t.close();
  }

  private static void closeIfThere(PooledTensor t) {
    if (t != null) {
      t.close();
    }
  }

  private static void closeAny(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(PooledTensor t) {
    field = t;
  }

  private void collect(PooledTensor t) {
    kept.add(t);
  }

  private PooledTensor read() {
    return field;
  }

  private PooledTensor lazy(TensorPool pool, Shape shape) {
    if (field == null) {
      field = pool.rent(shape);
    }
    return field;
  }

  private PooledTensor same(PooledTensor t) {
    t.fill(1);
    return t;
  }

  private PooledTensor make(TensorPool pool, Shape shape) {
    return pool.rent(shape);
  }

  private void indirectly(PooledTensor t) {
    closeIt(t);
  }

  private void recursively(PooledTensor t, int n) {
    if (n == 0) {
      t.close();
    } else {
      recursively(t, n - 1);
    }
  }

  private void maybe(PooledTensor t, boolean b) {
    if (b) {
      t.close();
    }
  }

  private static IllegalStateException failed() {
    throw new IllegalStateException();
  }

  void helpers(TensorPool pool, Shape shape) {
    closeIt(pool.rent(shape));
    closeIfThere(pool.rent(shape));
    closeAny(pool.rent(shape));
    keep(pool.rent(shape));
    collect(pool.rent(shape));
    indirectly(pool.rent(shape));
    recursively(pool.rent(shape), 3);
    maybe(pool.rent(shape), true);
  }

  void reads(TensorPool pool, Shape shape) {
    read().fill(0);
    lazy(pool, shape).fill(0);
    PooledTensor t = read();
    t.fill(0);
  }

  void alias(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    PooledTensor u = same(t);
    u.close();
  }

  void temporaryThroughAlias(TensorPool pool, Shape shape) {
    same(pool.rent(shape)).close();
  }

  PooledTensor made(TensorPool pool, Shape shape) {
    PooledTensor t = make(pool, shape);
    t.fill(0);
    return t;
  }

  void neverReturns(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = pool.rent(shape);
    if (b) {
      throw failed();
    }
    t.close();
  }

  private PooledTensor conditional(PooledTensor t, TensorPool pool, Shape shape) {
    return t != null ? t : pool.rent(shape);
  }

  void useConditional(TensorPool pool, Shape shape, PooledTensor given) {
    PooledTensor t = conditional(given, pool, shape);
    t.fill(0);
  }

  private static final class Cache {
    private PooledTensor held;

    void put(PooledTensor t) {
      held = t;
    }

    PooledTensor held() {
      return held;
    }
  }

  void privateClass(TensorPool pool, Shape shape, Cache cache) {
    cache.put(pool.rent(shape));
    cache.held().fill(0);
  }

  @Borrowed
  private PooledTensor rentedForLater(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    kept.add(t);
    return t;
  }

  void annotatedPrivate(TensorPool pool, Shape shape) {
    rentedForLater(pool, shape).fill(0);
  }

  private PooledTensor keptToo(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    kept.add(t);
    return t;
  }

  void inferredBorrow(TensorPool pool, Shape shape) {
    keptToo(pool, shape).fill(0);
  }

  private static <T> T log(T value) {
    System.out.println(value);
    return value;
  }

  void generic(TensorPool pool, Shape shape) {
    log(pool.rent(shape)).close();
    PooledTensor t = Objects.requireNonNull(pool.rent(shape), "no tensor");
    t.close();
  }

  private void useScope(TensorScope scope, Shape shape) {
    scope.rent(shape).fill(0);
  }

  void scope(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      useScope(scope, shape);
    }
  }
}
