package dev.tenure.engine.memory;

import dev.tenure.annotations.Uninitialized;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.SizeClassStatistics;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A pool of native memory in size classes.
///
/// A rent and a return take and leave a block in a [BlockStore] and make or end a handle; that is
/// all that happens as a rule, and nobody waits for anybody.
final class NativeTensorPool implements TensorPool, TensorSource {
  private static final Logger LOGGER = System.getLogger(NativeTensorPool.class.getName());

  private final boolean shared;
  private final BlockStore store;
  private final LongAdder doubleCloses = new LongAdder();
  private final AtomicBoolean warnedOfDoubleClose = new AtomicBoolean();

  private NativeTensorPool(long limitBytes, boolean shared) {
    this.store = new BlockStore(limitBytes);
    this.shared = shared;
  }

  static NativeTensorPool open(long limitBytes) {
    return new NativeTensorPool(limitBytes, false);
  }

  static NativeTensorPool openShared(long limitBytes) {
    return new NativeTensorPool(limitBytes, true);
  }

  @Override
  public PooledTensor rent(Shape shape) {
    return rentTensor(shape, true);
  }

  @Override
  @Uninitialized
  public PooledTensor rentUninitialized(Shape shape) {
    return rentTensor(shape, false);
  }

  @Override
  public NativePooledTensor rentTensor(Shape shape, boolean zeroed) {
    int sizeClass = sizeClassOf(shape);
    Block block = store.takeNow(sizeClass);
    if (block == null) {
      return rentSlowly(shape, sizeClass, zeroed);
    }
    if (zeroed) {
      zero(block, shape);
    }
    return new NativePooledTensor(shape, block);
  }

  private NativePooledTensor rentSlowly(Shape shape, int sizeClass, boolean zeroed) {
    Block used = store.takeOrReserve(shape, sizeClass);
    if (used == null) {
      return new NativePooledTensor(shape, allocateReserved(sizeClass));
    }
    if (zeroed) {
      zero(used, shape);
    }
    return new NativePooledTensor(shape, used);
  }

  private static void zero(Block block, Shape shape) {
    // these are the bits of the float 0, too
    block.memory().asSlice(0, shape.elementCount() * Float.BYTES).fill((byte) 0);
  }

  @Override
  public @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor) {
    return null;
  }

  @Override
  public void ended(NativePooledTensor tensor) {
    // it gave its block back itself
  }

  @Override
  public void scopeClosed() {
    // a scope leaves nothing here
  }

  private int sizeClassOf(Shape shape) {
    if (shape.elementCount() > SizeClass.LARGEST / Float.BYTES) {
      throw new MemoryLimitException(
          "a tensor of shape " + shape + " does not fit: it is beyond any memory",
          Long.MAX_VALUE,
          store.limitBytes());
    }
    return SizeClass.indexOf(shape.elementCount() * Float.BYTES);
  }

  private Block allocateReserved(int sizeClass) {
    try {
      return Block.allocate(this, sizeClass);
    } catch (OutOfMemoryError e) {
      store.failed(sizeClass);
      throw e;
    }
  }

  /// Takes the block of a tensor back that was closed.
  void takeBack(Block block) {
    store.giveBack(block);
  }

  /// Notes that a tensor was closed that was closed already.
  void closedAgain(NativePooledTensor tensor) {
    doubleCloses.increment();
    if (warnedOfDoubleClose.compareAndSet(false, true)) {
      LOGGER.log(
          Level.WARNING,
          () -> tensor + " was closed twice; further double closes are only counted",
          new IllegalStateException("closed again here"));
    }
  }

  @Override
  public TensorScope openScope() {
    return openScope(this);
  }

  /// Opens a scope on this pool whose tensors come from somewhere else.
  NativeTensorScope openScope(TensorSource source) {
    store.requireOpenNow();
    return NativeTensorScope.open(this, source);
  }

  @Override
  public ScopePlan newPlan() {
    return new NativeScopePlan(this);
  }

  @Override
  public PoolStatistics statistics() {
    return store.statistics(doubleCloses.sum());
  }

  @Override
  public List<SizeClassStatistics> sizeClassStatistics() {
    return store.bySizeClass();
  }

  @Override
  public void resetStatistics() {
    store.reset();
    doubleCloses.reset();
  }

  @Override
  public String diagnostics() {
    return PoolReport.of(statistics(), sizeClassStatistics());
  }

  @Override
  public long trim() {
    return store.trim();
  }

  @Override
  public void close() {
    if (shared) {
      throw new UnsupportedOperationException("the shared pool is everybody's: it is not closed");
    }
    long outstanding = store.close();
    if (outstanding > 0) {
      LOGGER.log(
          Level.WARNING,
          "a pool was closed with {0} tensors outstanding; their memory is freed when they are"
              + " closed",
          outstanding);
    }
  }
}
