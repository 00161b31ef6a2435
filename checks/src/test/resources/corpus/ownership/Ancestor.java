package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Defects that tensor code with pooled memory has had in earnest, and how they are mended.
class Ancestor {
  float conditionalFactoryTypedAsTheSuperType(TensorPool pool, Shape shape, boolean training) {
    // expect: PooledNotClosed
    Tensor t = training ? Tensor.of(shape) : pool.rent(shape);
    t.fill(0);
    return t.get(0);
  }

  float conditionalFactoryClosed(TensorPool pool, Shape shape, boolean training) {
    PooledTensor rented = training ? null : pool.rent(shape);
    try {
      Tensor t = rented == null ? Tensor.of(shape) : rented;
      t.fill(0);
      return t.get(0);
    } finally {
      if (rented != null) {
        rented.close();
      }
    }
  }

  float conditionalFactoryClosedByPattern(TensorPool pool, Shape shape, boolean training) {
    Tensor t = training ? Tensor.of(shape) : pool.rent(shape);
    try {
      t.fill(0);
      return t.get(0);
    } finally {
      if (t instanceof PooledTensor rented) {
        rented.close();
      }
    }
  }

  void rentInDeadCode(TensorPool pool, Shape shape, int rows) {
    // expect: PooledNotClosed
    PooledTensor scratch = pool.rent(shape);
    if (rows > 0) {
      System.out.println("the scratch is of an earlier version");
    }
  }

  float readAfterReturnToThePool(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(1);
    t.close();
    // expect: UseAfterClose
    return t.get(0);
  }

  float readBeforeReturnToThePool(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(1);
    float first = t.get(0);
    t.close();
    return first;
  }

  void doubleReturn(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.fill(1);
    t.close();
    // expect: DoubleClose
    t.close();
  }

  void doubleReturnThroughAnAlias(TensorPool pool, Shape shape) {
    PooledTensor hidden = pool.rent(shape);
    PooledTensor residual = hidden;
    hidden.close();
    // expect: DoubleClose
    residual.close();
  }

  void returnedOnErrorAndAlways(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    try {
      if (n < 0) {
        t.close();
      }
    } finally {
      // expect: DoubleClose
      t.close();
    }
  }

  void viewReshapedBeyondItsOwner(TensorPool pool, Shape heads, Shape shape) {
    PooledTensor scores = pool.rent(heads);
    Tensor merged = scores.reshape(shape);
    scores.close();
    // expect: UseAfterClose
    System.out.println(merged.get(0));
  }

  void viewReshapedInTime(TensorPool pool, Shape heads, Shape shape) {
    try (PooledTensor scores = pool.rent(heads)) {
      Tensor merged = scores.reshape(shape);
      System.out.println(merged.get(0));
    }
  }

  static class Cache implements AutoCloseable {
    private final Map<String, PooledTensor> entries = new HashMap<>();

    void putAndEvict(TensorPool pool, String key, Shape shape) {
      PooledTensor entry = pool.rent(shape);
      entries.put(key, entry);
    }

    @Override
    public void close() {
      entries.values().forEach(PooledTensor::close);
    }
  }

  static float evictedWhileInUse(TensorPool pool, Shape shape, boolean full) {
    PooledTensor entry = pool.rent(shape);
    entry.fill(0);
    if (full) {
      entry.close();
    }
    // expect: UseAfterClose
    float score = entry.get(0);
    if (!full) {
      entry.close();
    }
    return score;
  }

  static float evictedAfterUse(TensorPool pool, Shape shape, boolean full) {
    PooledTensor entry = pool.rent(shape);
    entry.fill(0);
    float score = entry.get(0);
    if (full) {
      System.out.println("evicted");
    }
    entry.close();
    return score;
  }

  static class Layer implements AutoCloseable {
    private PooledTensor output;

    Tensor forwardThatForgetsTheLast(TensorPool pool, Shape shape) {
      // expect: OwningFieldNotClosed
      output = pool.rent(shape);
      return output;
    }

    Tensor forward(TensorPool pool, Shape shape) {
      if (output == null) {
        output = pool.rent(shape);
      }
      output.fill(0);
      return output;
    }

    @Override
    public void close() {
      if (output != null) {
        output.close();
      }
    }
  }

  void temporariesOfAChain(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Tensor sum = add(pool, pool.rent(shape), Tensor.of(shape));
    System.out.println(sum.get(0));
  }

  void nestedTemporaries(TensorPool pool, Shape shape, Tensor x) {
    // expect: PooledNotClosed
    try (PooledTensor sum = add(pool, add(pool, x, x), x)) {
      System.out.println(sum.get(0));
    }
  }

  void namedTemporaries(TensorPool pool, Shape shape, Tensor x) {
    try (PooledTensor twice = add(pool, x, x);
        PooledTensor sum = add(pool, twice, x)) {
      System.out.println(sum.get(0));
    }
  }

  static PooledTensor add(TensorPool pool, Tensor a, Tensor b) {
    return pool.rent(a.shape());
  }

  void keptOverTheNextRound(TensorPool pool, Shape shape, int n) {
    PooledTensor best = null;
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosed
      PooledTensor candidate = pool.rent(shape);
      if (best == null || candidate.get(0) > best.get(0)) {
        best = candidate;
      }
    }
    if (best != null) {
      best.close();
    }
  }

  void keptOverTheNextRoundAndClosed(TensorPool pool, Shape shape, int n) {
    PooledTensor best = null;
    for (int i = 0; i < n; i++) {
      PooledTensor candidate = pool.rent(shape);
      if (best == null) {
        best = candidate;
      } else {
        candidate.close();
      }
    }
    if (best != null) {
      best.close();
    }
  }

  void dropoutInPlace(TensorPool pool, Shape shape, boolean training) {
    PooledTensor x = pool.rent(shape);
    PooledTensor dropped = training ? pool.rent(shape) : x;
    dropped.fill(0);
    if (dropped != x) {
      dropped.close();
    }
    x.close();
  }

  void dropoutThatReturnsItsInput(TensorPool pool, Shape shape, boolean training) {
    PooledTensor x = pool.rent(shape);
    PooledTensor dropped = training ? pool.rent(shape) : x;
    dropped.close();
    // expect: DoubleClose
    x.close();
  }
}
