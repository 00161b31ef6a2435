package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

class LoopsQuiet {
  void closedInLoop(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      t.fill(i);
      t.close();
    }
  }

  void pingPong(TensorPool pool, Shape shape, int n) {
    PooledTensor a = pool.rent(shape);
    PooledTensor b = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      b.copyFrom(a);
      PooledTensor c = a;
      a = b;
      b = c;
    }
    a.close();
    b.close();
  }

  PooledTensor pingPongReturned(TensorPool pool, Shape shape, int n) {
    PooledTensor front = pool.rent(shape);
    PooledTensor back = pool.rent(shape);
    while (n-- > 0) {
      PooledTensor swap = front;
      front = back;
      back = swap;
    }
    back.close();
    return front;
  }

  PooledTensor growing(TensorPool pool, Shape shape, int n) {
    PooledTensor buffer = pool.rent(shape);
    for (int i = 0; i < n; i++) {
      PooledTensor bigger = pool.rent(shape);
      bigger.copyFrom(buffer);
      buffer.close();
      buffer = bigger;
    }
    return buffer;
  }

  void chainOfLayers(TensorPool pool, Shape shape, List<String> layers) {
    PooledTensor x = pool.rent(shape);
    for (String layer : layers) {
      PooledTensor y = pool.rent(shape);
      y.fill(layer.length());
      x.close();
      x = y;
    }
    x.close();
  }

  void previous(TensorPool pool, Shape shape, int n) {
    PooledTensor previous = null;
    for (int i = 0; i < n; i++) {
      PooledTensor current = pool.rent(shape);
      if (previous != null) {
        current.copyFrom(previous);
        previous.close();
      }
      previous = current;
    }
    if (previous != null) {
      previous.close();
    }
  }

  void lazily(TensorPool pool, Shape shape, int n) {
    PooledTensor t = null;
    for (int i = 0; i < n; i++) {
      if (t == null) {
        t = pool.rent(shape);
      }
      t.fill(i);
    }
    if (t != null) {
      t.close();
    }
  }

  void breakAfterClose(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      if (t.get(0) > 0) {
        t.close();
        break;
      }
      t.close();
    }
  }

  void labelled(TensorPool pool, Shape shape, int n) {
    outer:
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      for (int j = 0; j < n; j++) {
        if (t.get(j) > 0) {
          t.close();
          continue outer;
        }
      }
      t.close();
    }
  }

  PooledTensor firstThatFits(TensorPool pool, Shape shape) {
    while (true) {
      PooledTensor t = pool.rent(shape);
      if (t.get(0) > 0) {
        return t;
      }
      t.close();
    }
  }

  void forever(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    while (true) {
      t.fill(0);
    }
  }

  void tryInLoop(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      try (PooledTensor t = pool.rent(shape)) {
        if (t.get(0) > 0) {
          continue;
        }
        if (t.get(1) > 0) {
          break;
        }
        t.fill(i);
      }
    }
  }

  void firstRound(TensorPool pool, Shape shape, int n) {
    boolean first = true;
    PooledTensor t = null;
    for (int i = 0; i < n; i++) {
      if (first) {
        t = pool.rent(shape);
        first = false;
      }
      t.fill(i);
    }
    if (!first) {
      t.close();
    }
  }

  void found(TensorPool pool, Shape shape, int n) {
    PooledTensor best = null;
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      if (best == null || t.get(0) > best.get(0)) {
        if (best != null) {
          best.close();
        }
        best = t;
      } else {
        t.close();
      }
    }
    if (best != null) {
      best.close();
    }
  }

  void closedByLoopHeader(TensorPool pool, Shape shape, int n) {
    for (PooledTensor t = pool.rent(shape); t != null; t = null) {
      t.fill(n);
      t.close();
    }
  }

  void retry(TensorPool pool, Shape shape) {
    PooledTensor t = null;
    do {
      try {
        t = pool.rent(shape);
      } catch (MemoryLimitException full) {
        pool.trim();
      }
    } while (t == null);
    t.close();
  }

  void doWhile(TensorPool pool, Shape shape, int n) {
    PooledTensor t;
    do {
      t = pool.rent(shape);
      t.fill(n);
      t.close();
    } while (--n > 0);
  }
}
