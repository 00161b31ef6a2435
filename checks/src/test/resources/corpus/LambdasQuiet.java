package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class LambdasQuiet {
  Supplier<PooledTensor> supplier(TensorPool pool, Shape shape) {
    return () -> pool.rent(shape);
  }

  Function<Shape, PooledTensor> reference(TensorPool pool) {
    return pool::rent;
  }

  Callable<PooledTensor> blockLambda(TensorPool pool, Shape shape) {
    return () -> {
      PooledTensor t = pool.rent(shape);
      t.fill(0);
      return t;
    };
  }

  void closedByLambda(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Runnable close = () -> t.close();
    close.run();
  }

  void closedByReference(TensorPool pool, Shape shape, List<Runnable> hooks) {
    PooledTensor t = pool.rent(shape);
    hooks.add(t::close);
  }

  void closedByAnonymousClass(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Thread thread =
        new Thread() {
          @Override
          public void run() {
            t.close();
          }
        };
    thread.start();
  }

  void closedByLocalClass(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    class Task implements Runnable {
      @Override
      public void run() {
        t.close();
      }
    }
    new Task().run();
  }

  void insideLambda(TensorPool pool, List<Shape> shapes) {
    shapes.forEach(shape -> {
      try (PooledTensor t = pool.rent(shape)) {
        t.fill(0);
      }
    });
  }

  void expressionLambdaThatCloses(TensorPool pool, List<Shape> shapes) {
    shapes.forEach(shape -> pool.rent(shape).close());
  }

  void mapped(TensorPool pool, List<Shape> shapes) {
    List<PooledTensor> all = shapes.stream().map(shape -> pool.rent(shape)).toList();
    all.forEach(PooledTensor::close);
  }

  void future(TensorPool pool, Shape shape, ExecutorService executor) {
    PooledTensor t = pool.rent(shape);
    executor.execute(() -> {
      t.fill(0);
      t.close();
    });
  }

  void completed(TensorPool pool, Shape shape, CompletableFuture<PooledTensor> future) {
    future.complete(pool.rent(shape));
  }

  AutoCloseable handle(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    return t::close;
  }

  final Supplier<PooledTensor> field = () -> TensorPool.shared().rent(Shape.of(1));
  final PooledTensor owned = TensorPool.shared().rent(Shape.of(1));
  static final TensorPool POOL = TensorPool.withLimit(10);

  {
    PooledTensor t = TensorPool.shared().rent(Shape.of(1));
    t.close();
  }

  PooledTensor optional(TensorPool pool, Shape shape, Optional<PooledTensor> given) {
    return given.orElseGet(() -> pool.rent(shape));
  }
}
