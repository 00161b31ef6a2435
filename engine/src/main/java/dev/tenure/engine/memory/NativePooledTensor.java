package dev.tenure.engine.memory;

import dev.tenure.engine.storage.ElementAccess;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;

/// A tensor in a block of a pool.
///
/// The handle is used for one rent only: once closed it stays closed, also when its block serves
/// another tensor, so that a stale handle or view always throws.
final class NativePooledTensor extends ElementAccess implements PooledTensor, ScopeMember {
  /// Who closes the tensor.
  sealed interface Owner {
    /// Whoever holds the tensor.
    record Caller() implements Owner {}

    /// A scope.
    record Scope(NativeTensorScope scope) implements Owner {}

    /// Nobody: it was closed.
    record Nobody() implements Owner {}
  }

  private static final Owner CALLER = new Owner.Caller();
  private static final Owner NOBODY = new Owner.Nobody();

  private final NativeTensorPool pool;
  private final Block block;
  private final MemorySegment elements;
  private final AtomicReference<Owner> owner = new AtomicReference<>(CALLER);

  NativePooledTensor(NativeTensorPool pool, Shape shape, Block block, MemorySegment elements) {
    super(shape);
    this.pool = pool;
    this.block = block;
    this.elements = elements;
  }

  @Override
  protected MemorySegment memory() {
    if (!isOpen()) {
      throw new ClosedTensorException(
          this + " was closed; its memory may serve another tensor now");
    }
    return elements;
  }

  @Override
  public boolean isOpen() {
    return owner.get() != NOBODY;
  }

  @Override
  public void close() {
    if (owner.compareAndSet(CALLER, NOBODY)) {
      pool.takeBack(block);
      return;
    }
    if (owner.get() == NOBODY) {
      pool.closedAgain(this);
      return;
    }
    throw new IllegalStateException(
        this + " belongs to a scope, which closes it; promote it to close it earlier");
  }

  @Override
  public void closeByOwner() {
    owner.set(NOBODY);
    pool.takeBack(block);
  }

  boolean belongsTo(NativeTensorScope scope) {
    return owner.get() instanceof Owner.Scope(NativeTensorScope found) && found == scope;
  }

  /// Makes the scope the owner, if it was the caller; tells whether it was.
  boolean moveTo(NativeTensorScope scope) {
    return owner.compareAndSet(CALLER, new Owner.Scope(scope));
  }

  /// Makes the caller the owner of a tensor that belongs to a scope.
  void moveToCaller() {
    owner.set(CALLER);
  }

  @Override
  public String toString() {
    return "PooledTensor" + shape();
  }
}
