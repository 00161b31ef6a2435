package dev.tenure.engine.memory;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.storage.ElementAccess;
import dev.tenure.memory.SharedTensor;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the pins of a tensor, and closes it when the owner and all pins are gone.
final class NativeSharedTensor implements SharedTensor {
  /// Added when the owner is gone; the rest of the count is that of the pins.
  private static final int OWNER_GONE = Integer.MIN_VALUE;

  private final NativePooledTensor tensor;
  private final AtomicInteger count = new AtomicInteger();

  private NativeSharedTensor(NativePooledTensor tensor) {
    this.tensor = tensor;
  }

  static NativeSharedTensor of(@Pooled PooledTensor tensor) {
    if (!(tensor instanceof NativePooledTensor shared)) {
      throw new IllegalArgumentException(tensor + " was not rented from a pool of this engine");
    }
    if (!shared.moveTo(null)) {
      throw new IllegalArgumentException(
          shared
              + (shared.isOpen()
                  ? " belongs to a scope or is shared already; promote it there first"
                  : " was closed"));
    }
    return new NativeSharedTensor(shared);
  }

  @Override
  public Shape shape() {
    return tensor.shape();
  }

  @Override
  @Pooled
  public PooledTensor pin() {
    count.updateAndGet(NativeSharedTensor::withOneMore);
    return new Pin(this);
  }

  private static int withOneMore(int pins) {
    if (pins < 0) {
      throw new IllegalStateException("the shared tensor was closed; it cannot be pinned any more");
    }
    return Math.incrementExact(pins);
  }

  @Override
  public int pins() {
    return count.get() & ~OWNER_GONE;
  }

  @Override
  public boolean isOpen() {
    return count.get() >= 0;
  }

  @Override
  public void close() {
    int before = count.getAndUpdate(pins -> pins | OWNER_GONE);
    if (before == 0) {
      tensor.closeByOwner();
    }
  }

  private void unpin() {
    if (count.decrementAndGet() == OWNER_GONE) {
      tensor.closeByOwner();
    }
  }

  /// One user's hold on the tensor.
  private static final class Pin extends ElementAccess implements PooledTensor {
    private final NativeSharedTensor shared;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Pin(NativeSharedTensor shared) {
      super(shared.shape());
      this.shared = shared;
    }

    @Override
    protected MemorySegment memory() {
      if (!open.get()) {
        throw new ClosedTensorException(this + " was closed; its memory may serve another tensor");
      }
      return shared.tensor.memory();
    }

    @Override
    public boolean isOpen() {
      return open.get();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        shared.unpin();
      }
    }

    @Override
    public String toString() {
      return "pin" + shape();
    }
  }
}
