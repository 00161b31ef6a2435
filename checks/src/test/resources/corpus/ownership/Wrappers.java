package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Objects around resources, and methods that hand them through.
class Wrappers {
  @Pooled
  static class Batch implements AutoCloseable {
    private final PooledTensor rows;

    Batch(@Pooled PooledTensor rows) {
      this.rows = rows;
    }

    Batch normalised() {
      rows.fill(0);
      return this;
    }

    Batch scaled(float by) {
      rows.fill(by);
      return this;
    }

    static Batch of(@Pooled PooledTensor rows) {
      return new Batch(rows);
    }

    @Borrowed
    PooledTensor rows() {
      return rows;
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  void wrapperClosed(TensorPool pool, Shape shape) {
    try (Batch batch = new Batch(pool.rent(shape))) {
      batch.normalised();
    }
  }

  void wrapperForgotten(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Batch batch = new Batch(pool.rent(shape));
    batch.normalised();
  }

  void fluentClosed(TensorPool pool, Shape shape) {
    Batch batch = new Batch(pool.rent(shape)).normalised().scaled(2);
    batch.close();
  }

  void fluentForgotten(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Batch batch = new Batch(pool.rent(shape)).normalised().scaled(2);
    System.out.println(batch.rows().get(0));
  }

  void fluentClosedTwice(TensorPool pool, Shape shape) {
    Batch batch = new Batch(pool.rent(shape));
    Batch same = batch.normalised();
    same.close();
    // expect: DoubleClose
    batch.close();
  }

  void factory(TensorPool pool, Shape shape) {
    Batch batch = Batch.of(pool.rent(shape));
    batch.close();
  }

  void factoryForgotten(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Batch.of(pool.rent(shape));
  }

  void wrappedUsedAfterHandOver(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try (Batch batch = new Batch(t)) {
      t.fill(0);
      batch.normalised();
    }
  }

  void closesWhatTheWrapperOwns(TensorPool pool, Shape shape) {
    try (Batch batch = new Batch(pool.rent(shape))) {
      // expect: BorrowClosed
      batch.rows().close();
    }
  }

  void readsWhatTheWrapperOwnsTooLate(TensorPool pool, Shape shape) {
    Batch batch = new Batch(pool.rent(shape));
    PooledTensor rows = batch.rows();
    batch.close();
    // expect: UseAfterClose
    rows.fill(0);
  }

  Batch returned(TensorPool pool, Shape shape) {
    return new Batch(pool.rent(shape));
  }

  record Pair(PooledTensor left, PooledTensor right) {}

  Pair pairReturned(TensorPool pool, Shape shape) {
    return new Pair(pool.rent(shape), pool.rent(shape));
  }

  void castAndClosed(TensorPool pool, Shape shape) {
    Object o = pool.rent(shape);
    ((PooledTensor) o).close();
  }

  void castAndForgotten(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Object o = pool.rent(shape);
    System.out.println(((Tensor) o).get(0));
  }

  void tryOverAVariable(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try (t) {
      t.fill(0);
    }
  }

  void tryOverAVariableThenUsed(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try (t) {
      t.fill(0);
    }
    // expect: UseAfterClose
    t.fill(1);
  }

  void closedInsideItsTry(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      t.fill(0);
      // expect: DoubleClose
      t.close();
    }
  }

  PooledTensor returnedFromItsTry(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      t.fill(0);
      return null;
    }
  }

  void tryOverNull(TensorPool pool, Shape shape, boolean b) {
    try (PooledTensor t = b ? pool.rent(shape) : null) {
      if (t != null) {
        t.fill(0);
      }
    }
  }

  void tryOverAWrapper(TensorPool pool, Shape shape) throws Exception {
    try (AutoCloseable batch = new Batch(pool.rent(shape))) {
      System.out.println(batch);
    }
  }

  static <T extends AutoCloseable> T traced(T value) {
    System.out.println(value);
    return value;
  }

  void genericPassThrough(TensorPool pool, Shape shape) {
    traced(pool.rent(shape)).close();
  }

  void genericPassThroughForgotten(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    traced(pool.rent(shape)).fill(0);
  }
}
