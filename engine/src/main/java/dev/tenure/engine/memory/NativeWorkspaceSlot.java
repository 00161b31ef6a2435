package dev.tenure.engine.memory;

import dev.tenure.annotations.Uninitialized;
import dev.tenure.annotations.Workspace;
import dev.tenure.engine.storage.ElementAccess;
import dev.tenure.memory.WorkspaceSlot;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A slot of a workspace. Each take has a number; a tensor of an earlier one is stale.
final class NativeWorkspaceSlot implements WorkspaceSlot {
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
    tensor.elements.fill((byte) 0); // which are the bits of the float 0, too
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
    MemorySegment all = memoryFor(BlockBytes.of(shape)).elements();
    return new Taken(this, take, shape, all.asSlice(0, shape.elementCount() * Float.BYTES));
  }

  /// Makes what was taken stale; returns the number of the next take.
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes
  private long invalidate() {
    return ++takes;
  }

  private NativePooledTensor memoryFor(long blockBytes) {
    NativePooledTensor present = memory;
    if (present != null && blockBytes <= capacityBytes) {
      return present;
    }
    release(); // first, so that the pool and a budget have its bytes
    NativePooledTensor grown = source.rentTensor(BlockBytes.shapeOf(blockBytes), false);
    memory = grown;
    capacityBytes = blockBytes;
    return grown;
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
    private final MemorySegment elements;

    Taken(NativeWorkspaceSlot slot, long take, Shape shape, MemorySegment elements) {
      super(shape);
      this.slot = slot;
      this.take = take;
      this.elements = elements;
    }

    @Override
    protected MemorySegment memory() {
      if (take != slot.takes) {
        throw new ClosedTensorException(
            this + " is stale: the slot was taken again, or its workspace was closed");
      }
      return elements;
    }

    @Override
    public String toString() {
      return "tensor" + shape() + " of slot " + slot.name;
    }
  }
}
