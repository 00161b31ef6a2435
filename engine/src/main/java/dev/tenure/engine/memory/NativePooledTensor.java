package dev.tenure.engine.memory;

import dev.tenure.engine.storage.ElementAccess;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// A tensor in a block of a pool, or in memory of a plan.
///
/// The handle is used for one rent only: once closed it stays closed, also when its block serves
/// another tensor, so that a stale handle or view always throws. It is one object of 40 bytes, all
/// that a rent allocates as a rule.
final class NativePooledTensor extends ElementAccess implements PooledTensor, ScopeMember {
  // Who closes it.
  private static final int CALLER = 0;
  private static final int SCOPE = 1;
  private static final int NOBODY = 2;

  private static final VarHandle OWNER;

  static {
    try {
      OWNER = MethodHandles.lookup().findVarHandle(NativePooledTensor.class, "owner", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Block block;
  private volatile int owner;

  /// The scope that owns it, while one does; only that scope's thread asks.
  private @Nullable NativeTensorScope scope;

  /// What came into that scope before it.
  private @Nullable ScopeMember before;

  /// What is remembered of it if it is watched; set before the tensor is handed out.
  private @Nullable Lease lease;

  /// What its bytes count against, if it was rented under a budget; set before it is handed out.
  private @Nullable BudgetHolding holding;

  /// Creates a tensor in a block that goes back to the pool, or in another piece of memory.
  ///
  /// @param scope who closes it; null for the caller
  NativePooledTensor(Shape shape, Block block, @Nullable NativeTensorScope scope) {
    super(shape);
    this.block = block;
    this.scope = scope;
    if (scope != null) {
      OWNER.set(this, SCOPE); // whoever publishes the tensor publishes this
    }
  }

  @Override
  public long address() {
    requireOpen();
    return block.address();
  }

  @Override
  protected MemorySegment memory() {
    requireOpen();
    return block.memory();
  }

  private void requireOpen() {
    if (owner == NOBODY) {
      throw closedException();
    }
  }

  private ClosedTensorException closedException() {
    String message = this + " was closed; its memory may serve another tensor now";
    return lease == null ? new ClosedTensorException(message) : lease.closedException(message);
  }

  @Override
  public boolean isOpen() {
    return owner != NOBODY;
  }

  @Override
  public void close() {
    if (OWNER.compareAndSet(this, CALLER, NOBODY)) {
      giveBack();
      return;
    }
    if (owner == NOBODY) {
      block.pool().closedAgain(this, lease);
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
    endByOwner();
    giveBack();
  }

  /// Ends it on behalf of its owner, who gives the block back that is returned.
  Block endByOwner() {
    scope = null; // the scope of a closed tensor need not be kept
    OWNER.setRelease(this, NOBODY); // nobody else may close it, so that nobody competes
    return block;
  }

  /// Whether all that it has to give back is a block of a pool.
  boolean hasOnlyBlockOf(NativeTensorPool pool) {
    return lease == null && holding == null && block.isPooled() && block.pool() == pool;
  }

  /// Whether it lies in a plan's memory, so that there is nothing to give back.
  boolean hasOnlyPieceOfPlan() {
    return plannedRent() >= 0 && lease == null && holding == null;
  }

  /// The number of the plan's rent that it is; negative if it does not lie in a plan's memory.
  int plannedRent() {
    return block.plannedRent();
  }

  @Override
  public @Nullable ScopeMember before() {
    return before;
  }

  @Override
  public void setBefore(@Nullable ScopeMember member) {
    before = member;
  }

  private void giveBack() {
    if (lease != null) {
      giveBackWatched(lease);
    } else if (block.isPooled()) {
      block.pool().takeBack(block);
    }
    BudgetHolding charged = holding;
    if (charged != null) {
      charged.returned(block.bytes());
    }
  }

  /// Says who is told when the memory goes back, and returns this tensor; called before anybody
  /// else has the tensor.
  NativePooledTensor chargedTo(BudgetHolding charged) {
    holding = charged;
    if (lease != null) {
      lease.chargedTo(charged);
    }
    return this;
  }

  private void giveBackWatched(Lease held) {
    try {
      block.pool().takeBackWatched(held);
    } finally {
      Reference.reachabilityFence(this); // or it might count as leaked while it is closed
    }
  }

  /// Remembers this tensor in a lease.
  void watchedBy(Lease newLease) {
    lease = newLease;
    newLease.setScoped(scope != null);
  }

  private void setScope(@Nullable NativeTensorScope newScope) {
    scope = newScope;
    if (lease != null) {
      lease.setScoped(newScope != null);
    }
  }

  /// The memory of exactly the elements of a tensor that is known to be open.
  MemorySegment elements() {
    return block.memory().asSlice(0, shape().elementCount() * Float.BYTES);
  }

  boolean belongsTo(NativeTensorScope candidate) {
    return scope == candidate;
  }

  /// Makes the scope, or without one a shared tensor, the owner, if it was the caller; tells
  /// whether it was.
  boolean moveTo(@Nullable NativeTensorScope newOwner) {
    if (!OWNER.compareAndSet(this, CALLER, SCOPE)) {
      return false;
    }
    setScope(newOwner);
    return true;
  }

  /// Makes the caller the owner of a tensor that belongs to a scope.
  void moveToCaller() {
    setScope(null);
    owner = CALLER;
  }

  @Override
  public String toString() {
    return "PooledTensor" + shape();
  }
}
