package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class CustomLeak {
  @Pooled(closers = {"release", "free"})
  interface Buffer {
    static Buffer allocate(int size) {
      return null;
    }

    Buffer retainedSlice();

    Buffer write(int value);

    Buffer copy();

    void release();

    void free();

    void flush();
  }

  abstract static class Native implements Buffer {}

  static Native open() {
    return null;
  }

  void wrongMethod() {
    // BUG: Diagnostic contains: `b`, the Buffer from `Buffer.allocate(1)`, is never closed
    Buffer b = Buffer.allocate(1);
    b.flush();
  }

  void subtype() {
    // BUG: Diagnostic contains: `b`, the Native from `open()`, is never closed
    Buffer b = open();
    b.flush();
  }

  void fluentNeverReleased() {
    // BUG: Diagnostic contains: `b`
    Buffer b = Buffer.allocate(1).write(1).write(2);
    b.flush();
  }

  void copyNeverReleased(Buffer given) {
    // BUG: Diagnostic contains: `b`
    Buffer b = given.copy();
    b.flush();
  }

  @Pooled
  static final class Wrapper implements AutoCloseable {
    private final PooledTensor tensor;

    Wrapper(@Pooled PooledTensor tensor) {
      this.tensor = tensor;
    }

    @Override
    public void close() {
      tensor.close();
    }
  }

  void wrapperNeverClosed(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: the Wrapper from
    Wrapper w = new Wrapper(pool.rent(shape));
    w.hashCode();
  }

  static final class Reader {
    Reader(@Borrowed PooledTensor tensor) {}
  }

  void borrowedByConstructor(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    new Reader(t).hashCode();
  }

  @interface MustBeClosed {}

  @interface Owning {}

  @interface NotOwning {}

  @MustBeClosed
  Tensor peer() {
    return null;
  }

  void peerOwned() {
    // BUG: Diagnostic contains: `t`
    Tensor t = peer();
    t.fill(0);
  }

  static void keep(@NotOwning PooledTensor t) {}

  void peerBorrows(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is not kept anywhere
    keep(pool.rent(shape));
  }

  interface Factory<T extends PooledTensor> {
    @Pooled
    T make();
  }

  void generic(Factory<PooledTensor> factory) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = factory.make();
    t.fill(0);
  }
}
