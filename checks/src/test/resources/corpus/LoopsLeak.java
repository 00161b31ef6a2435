package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

class LoopsLeak {
  void notClosedInLoop(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: is never closed
      PooledTensor t = pool.rent(shape);
      t.fill(i);
    }
  }

  void notClosedInWhile(TensorPool pool, Shape shape, Iterator<String> names) {
    while (names.hasNext()) {
      // BUG: Diagnostic contains: `t`
      PooledTensor t = pool.rent(shape);
      t.fill(names.next().length());
    }
  }

  void notClosedInForEach(TensorPool pool, Shape shape, List<String> names) {
    for (String name : names) {
      // BUG: Diagnostic contains: `t`
      PooledTensor t = pool.rent(shape);
      t.fill(name.length());
    }
  }

  void notClosedInDoWhile(TensorPool pool, Shape shape, int n) {
    do {
      // BUG: Diagnostic contains: `t`
      PooledTensor t = pool.rent(shape);
      t.fill(n);
    } while (--n > 0);
  }

  void breakOut(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: is not closed when `t.get(0) > 0` at line
      PooledTensor t = pool.rent(shape);
      if (t.get(0) > 0) {
        break;
      }
      t.close();
    }
  }

  void continuePast(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: `t`
      PooledTensor t = pool.rent(shape);
      if (t.get(0) > 0) {
        continue;
      }
      t.close();
    }
  }

  void labelledBreak(TensorPool pool, Shape shape, int n) {
    outer:
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: `t`
      PooledTensor t = pool.rent(shape);
      for (int j = 0; j < n; j++) {
        if (t.get(j) > 0) {
          break outer;
        }
      }
      t.close();
    }
  }

  void labelledContinue(TensorPool pool, Shape shape, int n) {
    outer:
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: `t`
      PooledTensor t = pool.rent(shape);
      for (int j = 0; j < n; j++) {
        if (t.get(j) > 0) {
          continue outer;
        }
      }
      t.close();
    }
  }

  void closedOnlyInsideLoop(TensorPool pool, Shape shape, int n) {
    // BUG: Diagnostic contains: is not closed when `i < n`
    PooledTensor t = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      t.close();
      break;
    }
  }

  void replacedInLoop(TensorPool pool, Shape shape, int n) {
    // BUG: Diagnostic contains: is overwritten
    PooledTensor t = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: is overwritten
      t = pool.rent(shape);
    }
    t.close();
  }

  void growingWithoutClose(TensorPool pool, Shape shape, int n) {
    // BUG: Diagnostic contains: `buffer`
    PooledTensor buffer = pool.rent(shape);
    while (n-- > 0) {
      // BUG: Diagnostic contains: `bigger`
      PooledTensor bigger = pool.rent(shape);
      bigger.copyFrom(buffer);
      buffer = bigger;
    }
    buffer.close();
  }

  float returnFromLoop(TensorPool pool, Shape shape, int n) {
    // BUG: Diagnostic contains: the method returns at line
    PooledTensor t = pool.rent(shape);
    while (n > 0) {
      n--;
      if (t.get(n) > 0) {
        return t.get(n);
      }
    }
    t.close();
    return 0;
  }

  void discardedInLoop(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: is not kept anywhere
      pool.rent(shape).fill(i);
    }
  }

  void lastOneOfPingPong(TensorPool pool, Shape shape, int n) {
    // BUG: Diagnostic contains: `a`
    PooledTensor a = pool.rent(shape);
    // BUG: Diagnostic contains: `b`
    PooledTensor b = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      PooledTensor c = a;
      a = b;
      b = c;
    }
    if (n == 0) {
      a.close();
      return;
    }
    a.close();
    b.close();
  }

  void scopePerRound(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: `scope`
      TensorScope scope = pool.openScope();
      scope.rent(shape).fill(i);
    }
  }
}
