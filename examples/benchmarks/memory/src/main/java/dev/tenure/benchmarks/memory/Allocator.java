package dev.tenure.benchmarks.memory;

import dev.tenure.annotations.Pooled;
import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/// One way to get memory for a number of floats, and to give it back.
///
/// Every fork of the benchmark uses one of them, so that calls through this interface cost nothing.
interface Allocator extends AutoCloseable {
  /// Returns memory whose contents may be anything, except for arrays and arenas, which are zeroed.
  Object rent() throws Exception;

  /// Gives back what [#rent] returned, on any thread.
  void giveBack(Object memory) throws Exception;

  @Override
  default void close() {}

  /// Returns the allocator of a name.
  static Allocator of(String name, int floats) {
    return switch (name) {
      case "tenure" -> new TenurePool(LeakDetection.SAMPLED, Shape.of(floats));
      case "tenure-unwatched" -> new TenurePool(LeakDetection.OFF, Shape.of(floats));
      case "netty-pooled" -> new Netty(PooledByteBufAllocator.DEFAULT, floats);
      case "netty-adaptive" -> new Netty(new AdaptiveByteBufAllocator(true), floats);
      case "arrow" -> new Arrow(floats);
      case "commons-pool2" -> new CommonsPool(floats);
      case "arena" -> new ConfinedArena(floats);
      case "new" -> new NewArray(floats);
      case "queue" -> new Nothing();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// Our pool.
  record TenurePool(@Pooled TensorPool pool, Shape shape) implements Allocator {
    private static final long LIMIT_BYTES = 1L << 30;

    TenurePool(LeakDetection leaks, Shape shape) {
      this(TensorPool.open(PoolOptions.withLimit(LIMIT_BYTES).withLeakDetection(leaks)), shape);
    }

    @Override
    public Object rent() {
      return pool.rentUninitialized(shape);
    }

    @Override
    public void giveBack(Object memory) {
      ((PooledTensor) memory).close();
    }

    @Override
    public void close() {
      pool.close();
    }
  }

  /// Netty's allocators, direct buffers.
  record Netty(ByteBufAllocator allocator, int floats) implements Allocator {
    @Override
    public Object rent() {
      return allocator.directBuffer(floats * Float.BYTES, floats * Float.BYTES);
    }

    @Override
    public void giveBack(Object memory) {
      ((ByteBuf) memory).release();
    }
  }

  /// Arrow's root allocator over Unsafe.
  record Arrow(BufferAllocator allocator, int floats) implements Allocator {
    Arrow(int floats) {
      this(new RootAllocator(), floats);
    }

    @Override
    public Object rent() {
      return allocator.buffer((long) floats * Float.BYTES);
    }

    @Override
    public void giveBack(Object memory) {
      ((ArrowBuf) memory).close();
    }

    @Override
    public void close() {
      allocator.close();
    }
  }

  /// A generic pool of arrays.
  record CommonsPool(GenericObjectPool<float[]> pool) implements Allocator {
    private static final int MOST = 256;

    CommonsPool(int floats) {
      this(new GenericObjectPool<>(new Arrays(floats)));
      pool.setMaxTotal(MOST);
      pool.setMaxIdle(MOST);
    }

    @Override
    public Object rent() throws Exception {
      return pool.borrowObject();
    }

    @Override
    public void giveBack(Object memory) {
      pool.returnObject((float[]) memory);
    }

    @Override
    public void close() {
      pool.close();
    }

    private static final class Arrays extends BasePooledObjectFactory<float[]> {
      private final int floats;

      Arrays(int floats) {
        this.floats = floats;
      }

      @Override
      public float[] create() {
        return new float[floats];
      }

      @Override
      public PooledObject<float[]> wrap(float[] array) {
        return new DefaultPooledObject<>(array);
      }
    }
  }

  /// An arena for each rent, which only the thread that opened it can close.
  record ConfinedArena(int floats) implements Allocator {
    /// An arena and its memory.
    record Rented(Arena arena, MemorySegment memory) {}

    @Override
    public Object rent() {
      Arena arena = Arena.ofConfined();
      return new Rented(arena, arena.allocate((long) floats * Float.BYTES, 64));
    }

    @Override
    public void giveBack(Object memory) {
      ((Rented) memory).arena().close();
    }
  }

  /// No memory at all: an object that is made, and read by whoever returns it.
  record Nothing() implements Allocator {
    @Override
    public Object rent() {
      return new AtomicBoolean(true);
    }

    @Override
    public void giveBack(Object memory) {
      if (!((AtomicBoolean) memory).get()) {
        throw new IllegalStateException("not what was rented");
      }
    }
  }

  /// What there is without a pool.
  record NewArray(int floats) implements Allocator {
    @Override
    public Object rent() {
      return new float[floats];
    }

    @Override
    public void giveBack(Object memory) {
      // the garbage collector does that
    }
  }
}
