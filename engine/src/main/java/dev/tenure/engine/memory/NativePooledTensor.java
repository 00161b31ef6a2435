package dev.tenure.engine.memory;

import dev.tenure.engine.storage.ElementAccess;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A tensor in a block of a pool, or in memory of a plan.
///
/// The handle is used for one rent only: once closed it stays closed, also when its block serves
/// another tensor, so that a stale handle or view always throws.
final class NativePooledTensor extends ElementAccess implements PooledTensor, ScopeMember {
  /// Who closes the tensor.
  private enum Owner {
    CALLER,
    SCOPE,
    NOBODY
  }

  private final NativeTensorPool pool;

  /// What goes back to the pool; null if the memory is a plan's.
  private final @Nullable Block block;

  private final MemorySegment elements;
  private final AtomicReference<Owner> owner = new AtomicReference<>(Owner.CALLER);

  /// The scope that owns it, while one does.
  private volatile @Nullable NativeTensorScope scope;

  /// What its bytes count against, if it was rented under a budget.
  private @Nullable BudgetHolding holding;

  NativePooledTensor(
      NativeTensorPool pool, Shape shape, @Nullable Block block, MemorySegment elements) {
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
    return owner.get() != Owner.NOBODY;
  }

  @Override
  public void close() {
    if (owner.compareAndSet(Owner.CALLER, Owner.NOBODY)) {
      giveBack();
      return;
    }
    if (owner.get() == Owner.NOBODY) {
      pool.closedAgain(this);
      return;
    }
    throw new IllegalStateException(
        this
            + (scope == null
                ? " is shared, and closed with its last pin"
                : " belongs to a scope, which closes it; promote it to close it earlier"));
  }

  @Override
  public void closeByOwner() {
    scope = null;
    owner.set(Owner.NOBODY);
    giveBack();
  }

  private void giveBack() {
    if (block != null) {
      pool.takeBack(block);
    }
    BudgetHolding charged = holding;
    if (charged != null) {
      charged.returned(SizeClass.blockBytes(shape().elementCount() * Float.BYTES));
    }
  }

  /// Says who is told when the memory goes back, and returns this tensor; called before anybody
  /// else has the tensor.
  NativePooledTensor chargedTo(BudgetHolding charged) {
    holding = charged;
    return this;
  }

  /// The memory of a tensor that is known to be open.
  MemorySegment elements() {
    return elements;
  }

  boolean belongsTo(NativeTensorScope candidate) {
    return scope == candidate;
  }

  /// Makes the scope, or without one a shared tensor, the owner, if it was the caller; tells
  /// whether it was.
  boolean moveTo(@Nullable NativeTensorScope newOwner) {
    if (!owner.compareAndSet(Owner.CALLER, Owner.SCOPE)) {
      return false;
    }
    scope = newOwner;
    return true;
  }

  /// Makes the caller the owner of a tensor that belongs to a scope.
  void moveToCaller() {
    scope = null;
    owner.set(Owner.CALLER);
  }

  @Override
  public String toString() {
    return "PooledTensor" + shape();
  }
}
