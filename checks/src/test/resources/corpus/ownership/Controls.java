package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;

/// Every way through a body.
class Controls {
  enum Mode {
    FAST,
    SAFE,
    OFF
  }

  sealed interface Job permits Train, Infer {}

  record Train(int steps) implements Job {}

  record Infer(String text, int tokens) implements Job {}

  void labelledBreakPastTheClose(TensorPool pool, Shape shape, int n) {
    outer:
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      PooledTensor t = pool.rent(shape);
      for (int j = 0; j < n; j++) {
        if (j * i > 7) {
          break outer;
        }
      }
      t.close();
    }
  }

  void labelledContinuePastTheClose(TensorPool pool, Shape shape, int n) {
    outer:
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      PooledTensor t = pool.rent(shape);
      for (int j = 0; j < n; j++) {
        if (j * i > 7) {
          continue outer;
        }
      }
      t.close();
    }
  }

  void labelledBreakWithFinally(TensorPool pool, Shape shape, int n) {
    outer:
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      try {
        for (int j = 0; j < n; j++) {
          if (j * i > 7) {
            break outer;
          }
        }
      } finally {
        t.close();
      }
    }
  }

  void oldSwitchMissesACase(TensorPool pool, Shape shape, Mode mode) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case FAST:
        t.close();
        break;
      case SAFE:
        t.fill(0);
        t.close();
        break;
      default:
        break;
    }
  }

  void oldSwitchFallsThrough(TensorPool pool, Shape shape, Mode mode) {
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case FAST:
        t.fill(0);
      // falls through
      default:
        t.close();
    }
  }

  void arrowSwitchCoversAll(TensorPool pool, Shape shape, Mode mode) {
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case FAST, SAFE -> t.close();
      case OFF -> {
        t.fill(0);
        t.close();
      }
    }
  }

  void arrowSwitchMissesOne(TensorPool pool, Shape shape, Mode mode) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    switch (mode) {
      case FAST, SAFE -> t.close();
      case OFF -> System.out.println("off");
    }
  }

  void switchExpressionAcquires(TensorPool pool, Shape shape, Mode mode) {
    PooledTensor t =
        switch (mode) {
          case FAST -> pool.rent(shape);
          case SAFE -> {
            PooledTensor zeroed = pool.rent(shape);
            yield zeroed;
          }
          case OFF -> null;
        };
    if (t != null) {
      t.close();
    }
  }

  void switchExpressionDropsOne(TensorPool pool, Shape shape, Mode mode) {
    PooledTensor t =
        switch (mode) {
          case FAST -> pool.rent(shape);
          case SAFE -> {
            // expect: PooledNotClosed
            PooledTensor scratch = pool.rent(shape);
            scratch.fill(0);
            yield pool.rent(shape);
          }
          case OFF -> null;
        };
    if (t != null) {
      t.close();
    }
  }

  int recordPatternWithGuard(TensorPool pool, Shape shape, Job job) {
    PooledTensor t = pool.rent(shape);
    int result =
        switch (job) {
          case Train(int steps) when steps > 10 -> steps;
          case Train _ -> 10;
          case Infer(String text, int tokens) -> text.length() + tokens;
        };
    t.close();
    return result;
  }

  int recordPatternReturnsEarly(TensorPool pool, Shape shape, Job job) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    switch (job) {
      case Train(int steps) when steps > 10 -> {
        return steps;
      }
      case Train _ -> t.fill(0);
      case Infer _ -> t.fill(1);
    }
    t.close();
    return 0;
  }

  void instanceofBinding(TensorPool pool, Shape shape, boolean b) {
    Tensor t = b ? pool.rent(shape) : Tensor.of(shape);
    if (t instanceof PooledTensor rented) {
      rented.close();
    }
  }

  void instanceofNegated(TensorPool pool, Shape shape, boolean b) {
    Tensor t = b ? pool.rent(shape) : Tensor.of(shape);
    if (!(t instanceof PooledTensor rented)) {
      return;
    }
    rented.close();
  }

  void instanceofWithMore(TensorPool pool, Shape shape, boolean b, int n) {
    // expect: PooledNotClosed
    Tensor t = b ? pool.rent(shape) : Tensor.of(shape);
    if (t instanceof PooledTensor rented && n > 0) {
      rented.close();
    }
  }

  void flagAnd(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    boolean done = false;
    boolean ok = false;
    try {
      t.fill(n);
      done = true;
      ok = n > 0;
    } finally {
      if (done && ok) {
        t.close();
      } else {
        t.close();
      }
    }
  }

  void flagTellsWhetherItIsThere(TensorPool pool, Shape shape, boolean wanted) {
    PooledTensor t = null;
    boolean rented = false;
    if (wanted) {
      t = pool.rent(shape);
      rented = true;
    }
    if (rented) {
      t.close();
    }
  }

  void flagTellsTheOpposite(TensorPool pool, Shape shape, boolean wanted) {
    PooledTensor t = null;
    boolean missing = true;
    if (wanted) {
      // expect: PooledNotClosed
      t = pool.rent(shape);
      missing = false;
    }
    if (missing) {
      System.out.println("nothing was rented");
      return;
    }
    t.fill(0);
  }

  void sameConditionTwice(TensorPool pool, Shape shape, int n) {
    PooledTensor t = null;
    if (n > 3) {
      t = pool.rent(shape);
    }
    System.out.println(n);
    if (n > 3) {
      t.close();
    }
  }

  void conditionChangesBetween(TensorPool pool, Shape shape, int n) {
    PooledTensor t = null;
    if (n > 3) {
      // expect: PooledNotClosed
      t = pool.rent(shape);
      n--;
    }
    if (n > 3) {
      t.close();
    }
  }

  void requireNonNull(TensorPool pool, Shape shape) {
    PooledTensor t = Objects.requireNonNull(pool.rent(shape));
    t.close();
  }

  void requireNonNullDropped(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Objects.requireNonNull(pool.rent(shape));
  }

  void doWhile(TensorPool pool, Shape shape, int n) {
    PooledTensor t;
    do {
      t = pool.rent(shape);
      t.fill(n);
      t.close();
      n--;
    } while (n > 0);
  }

  void doWhileClosesTheLastOnly(TensorPool pool, Shape shape, int n) {
    PooledTensor t;
    do {
      // expect: PooledNotClosed
      t = pool.rent(shape);
      n--;
    } while (n > 0);
    t.close();
  }

  void pingPong(TensorPool pool, Shape shape, int n) {
    PooledTensor current = pool.rent(shape);
    PooledTensor next = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      next.copyFrom(current);
      PooledTensor t = current;
      current = next;
      next = t;
    }
    current.close();
    next.close();
  }

  void pingPongForgetsOne(TensorPool pool, Shape shape, int n) {
    // expect: PooledNotClosed
    PooledTensor current = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      PooledTensor next = pool.rent(shape);
      next.copyFrom(current);
      current.close();
      current = next;
    }
    System.out.println(current.get(0));
  }

  void growing(TensorPool pool, Shape shape, int n) {
    PooledTensor buffer = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      PooledTensor larger = pool.rent(shape);
      buffer.close();
      buffer = larger;
    }
    buffer.close();
  }

  void growingWithoutClosing(TensorPool pool, Shape shape, int n) {
    // expect: PooledNotClosed
    PooledTensor buffer = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      buffer = pool.rent(shape);
      buffer.fill(i);
      buffer.close();
    }
  }

  PooledTensor retry(TensorPool pool, Shape shape, int attempts) {
    for (int i = 0; i < attempts; i++) {
      PooledTensor t = pool.rent(shape);
      if (t.get(0) > 0) {
        return t;
      }
      t.close();
    }
    return null;
  }

  PooledTensor retryForgetsFailures(TensorPool pool, Shape shape, int attempts) {
    for (int i = 0; i < attempts; i++) {
      // expect: PooledNotClosed
      PooledTensor t = pool.rent(shape);
      if (t.get(0) > 0) {
        return t;
      }
    }
    return null;
  }

  void earlyContinue(TensorPool pool, List<Shape> shapes) {
    for (Shape shape : shapes) {
      // expect: PooledNotClosed
      PooledTensor t = pool.rent(shape);
      if (t.get(0) == 0) {
        continue;
      }
      t.close();
    }
  }

  void earlyContinueBefore(TensorPool pool, List<Shape> shapes) {
    for (Shape shape : shapes) {
      if (shape == null) {
        continue;
      }
      PooledTensor t = pool.rent(shape);
      t.close();
    }
  }

  void earlyReturn(TensorPool pool, Shape shape, int n) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    if (n == 0) {
      return;
    }
    t.close();
  }

  void ternaryStatement(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = b ? pool.rent(shape) : null;
    if (b) {
      t.close();
    }
  }

  void ternaryBothAcquire(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = b ? pool.rent(shape) : pool.rentUninitialized(shape);
    t.close();
  }

  void ternaryDropsTheOther(TensorPool pool, Shape shape, boolean b) {
    PooledTensor first = pool.rent(shape);
    // expect: PooledNotClosed
    PooledTensor second = pool.rent(shape);
    PooledTensor chosen = b ? first : second;
    chosen.fill(0);
    first.close();
  }

  void closedThroughAnAlias(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    AutoCloseable alias = t;
    PooledTensor cast = (PooledTensor) alias;
    cast.close();
  }

  void discarded(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    pool.rent(shape);
  }

  void overwritten(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    t = pool.rent(shape);
    t.close();
  }

  void overwrittenByNull(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    t = null;
  }

  void nulledAfterTheClose(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
    t = null;
  }

  void finallyWithAssertion(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    assert n > 0;
    t.close();
  }

  void nestedFinally(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    try {
      try {
        a.fill(0);
      } finally {
        System.out.println("inner");
      }
    } finally {
      a.close();
    }
  }

  void closesTwiceInNestedFinally(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    try {
      try {
        a.fill(0);
      } finally {
        a.close();
      }
    } finally {
      // expect: DoubleClose
      a.close();
    }
  }

  void whileTrue(TensorPool pool, Shape shape, BooleanSupplier stop) {
    PooledTensor t = pool.rent(shape);
    while (true) {
      t.fill(0);
      if (stop.getAsBoolean()) {
        break;
      }
    }
    t.close();
  }

  void whileTrueReturns(TensorPool pool, Shape shape, BooleanSupplier stop) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    while (true) {
      t.fill(0);
      if (stop.getAsBoolean()) {
        return;
      }
    }
  }

  void deadBranch(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    boolean debug = false;
    if (debug) {
      return;
    }
    t.close();
  }
}
