package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class LambdasLeak {
  void insideBlockLambda(TensorPool pool, Shape shape) {
    Runnable task =
        () -> {
          // BUG: Diagnostic contains: is never closed
          PooledTensor t = pool.rent(shape);
          t.fill(0);
        };
    task.run();
  }

  Runnable voidExpressionLambda(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is not kept anywhere
    return () -> pool.rent(shape);
  }

  ToDoubleFunction<Shape> chainedInLambda(TensorPool pool) {
    // BUG: Diagnostic contains: is not kept anywhere
    return shape -> pool.rent(shape).get(0);
  }

  void insideAnonymousClass(TensorPool pool, Shape shape) {
    new Thread() {
      @Override
      public void run() {
        // BUG: Diagnostic contains: `t`
        PooledTensor t = pool.rent(shape);
        t.fill(0);
      }
    }.start();
  }

  void insideNestedLambda(TensorPool pool, Shape shape) {
    Supplier<Runnable> tasks =
        () ->
            () -> {
              // BUG: Diagnostic contains: `t`
              PooledTensor t = pool.rent(shape);
              t.fill(0);
            };
    tasks.get().run();
  }

  void besideLambda(TensorPool pool, Shape shape, List<String> names) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    names.forEach(name -> pool.trim());
    t.fill(0);
  }

  final Function<Shape, Float> field =
      shape -> {
        // BUG: Diagnostic contains: `t`
        PooledTensor t = TensorPool.shared().rent(shape);
        return t.get(0);
      };

  void branchInLambda(TensorPool pool, List<Shape> shapes) {
    shapes.forEach(shape -> {
      // BUG: Diagnostic contains: is not closed when `t.get(0) > 0` at line
      PooledTensor t = pool.rent(shape);
      if (t.get(0) > 0) {
        return;
      }
      t.close();
    });
  }

  record Point(float x) {
    Point {
      // BUG: Diagnostic contains: is never closed
      TensorPool pool = TensorPool.withLimit(10);
      pool.trim();
    }
  }

  enum Kind {
    A;

    float read(TensorPool pool, Shape shape) {
      // BUG: Diagnostic contains: `t`
      PooledTensor t = pool.rent(shape);
      return t.get(0);
    }
  }

  interface Reader {
    default float read(TensorPool pool, Shape shape) {
      // BUG: Diagnostic contains: `t`
      PooledTensor t = pool.rent(shape);
      return t.get(0);
    }
  }
}
