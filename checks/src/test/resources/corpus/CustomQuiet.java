package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

class CustomQuiet {
  @Pooled(closers = {"release", "free"})
  interface Buffer {
    static Buffer allocate(int size) {
      return null;
    }

    Buffer write(int value);

    void release();

    void free();
  }

  void closers() {
    Buffer a = Buffer.allocate(1);
    a.release();
    Buffer b = Buffer.allocate(1);
    b.free();
  }

  Buffer fluent() {
    return Buffer.allocate(1).write(1).write(2);
  }

  void fluentStatement() {
    Buffer b = Buffer.allocate(1);
    b.write(1).write(2);
    b.release();
  }

  @Pooled
  static class Builder implements AutoCloseable {
    Builder with(int value) {
      return this;
    }

    Builder and(int value) {
      if (value > 0) {
        return this;
      }
      return this;
    }

    @Override
    public void close() {}
  }

  void builder() {
    try (Builder b = new Builder().with(1).and(2)) {
      b.with(3);
    }
  }

  static final class Wrapper implements AutoCloseable {
    private final PooledTensor tensor;

    Wrapper(PooledTensor tensor) {
      this.tensor = tensor;
    }

    @Override
    public void close() {
      tensor.close();
    }
  }

  void wrapped(TensorPool pool, Shape shape) {
    try (Wrapper w = new Wrapper(pool.rent(shape))) {
      w.hashCode();
    }
  }

  @interface Owning {}

  @interface NotOwning {}

  @interface WillClose {}

  @interface WillCloseWhenClosed {}

  @interface MustCallAlias {}

  @interface EnsuresCalledMethods {
    String[] value();

    String[] methods();
  }

  @interface Cleanup {}

  static void takes(@Owning PooledTensor t) {}

  static void ends(@WillClose PooledTensor t) {}

  static void wraps(@WillCloseWhenClosed PooledTensor t) {}

  @EnsuresCalledMethods(value = "#2", methods = "close")
  static void finish(int n, PooledTensor t) {}

  @NotOwning
  PooledTensor peer() {
    return null;
  }

  static @MustCallAlias PooledTensor alias(@MustCallAlias PooledTensor t) {
    return t;
  }

  void peers(TensorPool pool, Shape shape) {
    takes(pool.rent(shape));
    ends(pool.rent(shape));
    wraps(pool.rent(shape));
    finish(1, pool.rent(shape));
    peer().fill(0);
    PooledTensor t = alias(pool.rent(shape));
    t.close();
    @Cleanup PooledTensor u = pool.rent(shape);
    u.fill(0);
  }

  interface Layer {
    @Borrowed
    PooledTensor output();

    void take(@Pooled PooledTensor t);
  }

  static final class Dense implements Layer {
    PooledTensor out;

    @Override
    public PooledTensor output() {
      out.fill(1);
      return out;
    }

    @Override
    public void take(PooledTensor t) {
      out = t;
    }
  }

  void inherited(Dense dense, TensorPool pool, Shape shape) {
    dense.output().fill(0);
    dense.take(pool.rent(shape));
  }

  static void closeQuietly(AutoCloseable closeable) {}

  static void releaseAll(Object... closeables) {}

  void closingHelpersOfOthers(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    closeQuietly(t);
    releaseAll(pool.rent(shape), pool.rent(shape));
  }

  interface Registry {
    void register(PooledTensor t);

    void setWeights(PooledTensor t);

    <C extends AutoCloseable> C manage(C closeable);
  }

  void registries(Registry registry, TensorPool pool, Shape shape) {
    registry.register(pool.rent(shape));
    registry.setWeights(pool.rent(shape));
    registry.manage(pool.rent(shape)).fill(0);
  }

  interface Factory<T> {
    T make();
  }

  void typeVariable(Factory<PooledTensor> factory) {
    factory.make().fill(0);
  }

  <T extends PooledTensor> void bounded(T t, Factory<T> factory) {
    T u = factory.make();
    u.copyFrom(t);
  }
}
