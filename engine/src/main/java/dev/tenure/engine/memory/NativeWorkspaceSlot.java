package dev.tenure.engine.memory;

import dev.tenure.annotations.Uninitialized;
import dev.tenure.annotations.Workspace;
import dev.tenure.engine.storage.ElementAccess;
import dev.tenure.memory.WorkspaceSlot;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A slot of a workspace. Each take has a number; a tensor of an earlier one is stale.
final class NativeWorkspaceSlot implements WorkspaceSlot {
  private static final VarHandle TAKES;

  static {
    try {
      TAKES = MethodHandles.lookup().findVarHandle(NativeWorkspaceSlot.class, "takes", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String name;
  private final TensorSource source;
  private final Confinement confinement;
  private @Nullable NativePooledTensor memory;
  private long capacityBytes;
  private boolean ended;

  /// Read by whoever has a tensor, written by the owner's thread.
  private volatile long takes;

  NativeWorkspaceSlot(String name, TensorSource source, Confinement confinement) {
    this.name = name;
    this.source = source;
    this.confinement = confinement;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @Workspace
  public Tensor take(Shape shape) {
    Taken tensor = taken(shape);
    tensor.fill(0);
    return tensor;
  }

  @Override
  @Workspace
  @Uninitialized
  public Tensor takeUninitialized(Shape shape) {
    return taken(shape);
  }

  private Taken taken(Shape shape) {
    confinement.require();
    if (ended) {
      throw new IllegalStateException("the workspace of slot " + name + " was closed");
    }
    long take = invalidate();
    if (shape.elementCount() > capacityBytes / Float.BYTES || memory == null) {
      growTo(BlockBytes.of(shape));
    }
    return new Taken(this, take, shape);
  }

  /// Makes what was taken stale; returns the number of the next take.
  private long invalidate() {
    long next = takes + 1; // one thread at a time writes
    TAKES.setRelease(this, next); // a volatile store would wait for all stores before
    return next;
  }

  private void growTo(long blockBytes) {
    release(); // first, so that the pool and a budget have its bytes
    memory = source.rentTensor(BlockBytes.shapeOf(blockBytes), false);
    capacityBytes = blockBytes;
  }

  private NativePooledTensor memoryOf(Taken tensor) {
    NativePooledTensor present = memory;
    if (tensor.take != takes || present == null) {
      throw new ClosedTensorException(
          tensor + " is stale: the slot was taken again, or its workspace was closed");
    }
    return present;
  }

  private void release() {
    capacityBytes = 0;
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }

  @Override
  public long capacityBytes() {
    confinement.require();
    return capacityBytes;
  }

  /// The workspace is closed.
  void end() {
    ended = true;
    invalidate();
    release();
  }

  /// What is valid until the next take.
  private static final class Taken extends ElementAccess {
    private final NativeWorkspaceSlot slot;
    private final long take;

    Taken(NativeWorkspaceSlot slot, long take, Shape shape) {
      super(shape);
      this.slot = slot;
      this.take = take;
    }

    @Override
    public long address() {
      return slot.memoryOf(this).address();
    }

    @Override
    protected MemorySegment memory() {
      return slot.memoryOf(this).memory();
    }

    @Override
    public String toString() {
      return "tensor" + shape() + " of slot " + slot.name;
    }
  }
}
