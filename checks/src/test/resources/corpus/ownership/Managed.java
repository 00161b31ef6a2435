package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;

/// Resources that only a `try` statement seems to own, which are looked at more cheaply.
class Managed {
  private @Nullable Supplier<Float> kept;

  interface Sink {
    void take(@Pooled PooledTensor t);

    int look(Tensor t);

    Tensor same(Tensor t);
  }

  @interface Nullable {}

  @Pooled
  static PooledTensor load(String name) {
    return TensorPool.shared().rent(Shape.of(name.length()));
  }

  float read(String name) {
    try (PooledTensor t = Managed.load(name)) {
      return t.get(0);
    }
  }

  int lent(Sink sink, String name) {
    try (PooledTensor t = Managed.load(name)) {
      t.fill(1);
      return sink.look(t);
    }
  }

  float two(String one, String other) {
    try (PooledTensor a = Managed.load(one);
        PooledTensor b = Managed.load(other)) {
      b.copyFrom(a);
      return b.get(0);
    }
  }

  float caught(String name) {
    try (PooledTensor t = Managed.load(name)) {
      return t.get(0);
    } catch (IllegalStateException e) {
      return 0;
    } finally {
      System.out.println(name);
    }
  }

  void closedInside(String name) {
    try (PooledTensor t = Managed.load(name)) {
      t.fill(0);
      // expect: DoubleClose
      t.close();
    }
  }

  void takenInside(Sink sink, String name) {
    try (PooledTensor t = Managed.load(name)) {
      t.fill(0);
      // expect: DoubleClose
      sink.take(t);
    }
  }

  PooledTensor returned(String name) {
    try (PooledTensor t = Managed.load(name)) {
      t.fill(0);
      // expect: BorrowEscapes
      return t;
    }
  }

  float usedThroughAnAlias(String name) {
    PooledTensor other;
    try (PooledTensor t = Managed.load(name)) {
      other = t;
    }
    // expect: UseAfterClose
    return other.get(0);
  }

  float viewOutlives(String name, Shape shape) {
    Tensor view;
    try (PooledTensor t = Managed.load(name)) {
      view = t.reshape(shape);
    }
    // expect: UseAfterClose
    return view.get(0);
  }

  void captured(String name) {
    try (PooledTensor t = Managed.load(name)) {
      // expect: BorrowEscapes
      kept = () -> t.get(0);
    }
  }

  private void end(PooledTensor t) {
    t.close();
  }

  void endedByAHelper(String name) {
    try (PooledTensor t = Managed.load(name)) {
      // expect: DoubleClose
      end(t);
    }
  }

  float besideALeak(String name) {
    // expect: PooledNotClosed
    PooledTensor lost = Managed.load(name);
    try (PooledTensor t = Managed.load(name)) {
      return t.get(0) + lost.get(0);
    }
  }

  float beforeALeak(String name) {
    try (PooledTensor t = Managed.load(name)) {
      // expect: PooledNotClosed
      PooledTensor lost = Managed.load(name);
      return t.get(0) + lost.get(0);
    }
  }

  private PooledTensor handedOut(String name) {
    try (PooledTensor t = Managed.load(name)) {
      t.fill(0);
    }
    return Managed.load(name);
  }

  void dropsWhatAHelperHandsOut(String name) {
    // expect: PooledNotClosed
    handedOut(name);
  }
}
