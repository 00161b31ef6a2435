package dev.tenure.engine.memory;

import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.memory.BudgetPolicy;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.SharedTensor;
import dev.tenure.memory.TensorArena;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.memory.TensorWorkspace;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A pool of native memory in size classes.
///
/// One lock guards the free blocks and the counts, so that a reading of the statistics is
/// consistent. Waiting memory is given back to the system inside of it, and new memory is asked for
/// outside of it, after it was counted: what the pool holds never passes the limit, whatever
/// threads do.
final class NativeTensorPool implements TensorPool, TensorSource {
  private static final Logger LOGGER = System.getLogger(NativeTensorPool.class.getName());

  private final boolean shared;
  private final ReentrantLock lock = new ReentrantLock();
  private final FreeBlocks free = new FreeBlocks();
  private final PoolAccount account;
  private boolean closed;

  private NativeTensorPool(long limitBytes, boolean shared) {
    this.account = new PoolAccount(limitBytes);
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
    long bytes = bytesOf(shape);
    long blockBytes = SizeClass.blockBytes(bytes);
    Block used = takeOrReserve(shape, blockBytes);
    Block block = used == null ? allocateReserved(blockBytes) : used;
    MemorySegment memory = block.memory().asSlice(0, bytes);
    if (zeroed && used != null) {
      memory.fill((byte) 0); // which are the bits of the float 0, too
    }
    return new NativePooledTensor(this, shape, block, memory);
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

  private long bytesOf(Shape shape) {
    if (shape.elementCount() > SizeClass.LARGEST / Float.BYTES) {
      throw new MemoryLimitException(
          "a tensor of shape " + shape + " does not fit: it is beyond any memory",
          Long.MAX_VALUE,
          account.limitBytes());
    }
    return shape.elementCount() * Float.BYTES;
  }

  /// Returns a used block, or nothing after counting one that the caller allocates now.
  private @Nullable Block takeOrReserve(Shape shape, long blockBytes) {
    lock.lock();
    try {
      requireOpen();
      Block used = free.take(blockBytes);
      if (used == null) {
        requireRoom(shape, blockBytes);
        free.release(account.liveBytes() + free.bytes() + blockBytes - account.limitBytes());
      }
      account.rented(blockBytes, used != null);
      return used;
    } finally {
      lock.unlock();
    }
  }

  private void requireRoom(Shape shape, long blockBytes) {
    if (blockBytes > account.limitBytes() - account.liveBytes()) {
      throw new MemoryLimitException(
          String.format(
              Locale.ROOT,
              "a tensor of shape %s does not fit: it takes %,d bytes, and %,d of the pool's limit"
                  + " of %,d bytes are in use by %d tensors; close some, or raise the limit",
              shape,
              blockBytes,
              account.liveBytes(),
              account.limitBytes(),
              account.outstanding()),
          blockBytes,
          account.limitBytes());
    }
  }

  private Block allocateReserved(long blockBytes) {
    try {
      return Block.allocate(blockBytes);
    } catch (OutOfMemoryError e) {
      lock.lock();
      try {
        account.failed(blockBytes);
      } finally {
        lock.unlock();
      }
      throw e;
    }
  }

  /// Takes the block of a tensor back that was closed.
  void takeBack(Block block) {
    boolean discard;
    lock.lock();
    try {
      account.returned(block.bytes());
      discard = closed;
      if (!discard) {
        free.add(block);
      }
    } finally {
      lock.unlock();
    }
    if (discard) {
      block.free();
    }
  }

  /// Notes that a tensor was closed that was closed already.
  void closedAgain(NativePooledTensor tensor) {
    boolean first;
    lock.lock();
    try {
      first = account.closedAgain();
    } finally {
      lock.unlock();
    }
    if (first) {
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
    lock.lock();
    try {
      requireOpen();
    } finally {
      lock.unlock();
    }
    return NativeTensorScope.open(this, source);
  }

  @Override
  public TensorWorkspace openWorkspace() {
    return new NativeTensorWorkspace(this);
  }

  @Override
  public TensorArena openArena(long bytes) {
    return NativeTensorArena.open(this, bytes);
  }

  @Override
  public SharedTensor share(@Pooled PooledTensor tensor) {
    return NativeSharedTensor.of(tensor);
  }

  @Override
  public TensorPool under(MemoryBudget budget, BudgetPolicy policy) {
    return BudgetedPool.of(this, budget, policy);
  }

  @Override
  public ScopePlan newPlan() {
    return new NativeScopePlan(this);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the pool was closed");
    }
  }

  @Override
  public PoolStatistics statistics() {
    lock.lock();
    try {
      return account.reading(free.bytes());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void resetStatistics() {
    lock.lock();
    try {
      account.reset();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String diagnostics() {
    return PoolReport.of(statistics());
  }

  @Override
  public long trim() {
    lock.lock();
    try {
      return free.release(Long.MAX_VALUE);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    if (shared) {
      throw new UnsupportedOperationException("the shared pool is everybody's: it is not closed");
    }
    long outstanding;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      outstanding = account.outstanding();
    } finally {
      lock.unlock();
    }
    trim();
    if (outstanding > 0) {
      LOGGER.log(
          Level.WARNING,
          "a pool was closed with {0} tensors outstanding; their memory is freed when they are"
              + " closed",
          outstanding);
    }
  }
}
