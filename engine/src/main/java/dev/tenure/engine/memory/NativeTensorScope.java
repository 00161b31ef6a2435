package dev.tenure.engine.memory;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.memory.TouchHint;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A scope on a pool of native memory, confined to a thread together with its children.
///
/// Tensors and child scopes stand in one list in the order in which they came, so that closing it
/// from its end closes the last one first. Tensors in a row that have nothing but a block to give
/// back do so together.
final class NativeTensorScope implements TensorScope, ScopeMember {
  private final TensorPool pool;
  private final TensorSource source;
  private final @Nullable NativeTensorScope parent;
  private final Confinement confinement;
  private final ScopeMembers members = new ScopeMembers();
  private final @Nullable ScopeEvent event;
  private volatile boolean open = true;
  private @Nullable ScopeMember before;

  private NativeTensorScope(
      TensorPool pool, TensorSource source, @Nullable NativeTensorScope parent) {
    this.pool = pool;
    this.source = source;
    this.parent = parent;
    this.confinement = parent == null ? new Confinement("scope") : parent.confinement;
    this.event = ScopeEvent.opened(parent != null);
  }

  static NativeTensorScope open(NativeTensorPool pool) {
    return open(pool, pool);
  }

  static NativeTensorScope open(TensorPool pool, TensorSource source) {
    return new NativeTensorScope(pool, source, null);
  }

  @Override
  @Scoped
  public PooledTensor rent(Shape shape) {
    return rentTensor(shape, true);
  }

  @Override
  @Scoped
  @Uninitialized
  public PooledTensor rentUninitialized(Shape shape) {
    return rentTensor(shape, false);
  }

  private NativePooledTensor rentTensor(Shape shape, boolean zeroed) {
    requireOpen();
    NativePooledTensor tensor = source.rentTensor(shape, zeroed, this);
    members.add(tensor);
    countTensor();
    return tensor;
  }

  @Override
  @Scoped
  public PooledTensor adopt(@Pooled PooledTensor tensor) {
    requireOpen();
    if (!(tensor instanceof NativePooledTensor adopted)) {
      throw new IllegalArgumentException(tensor + " was not rented from a pool of this engine");
    }
    if (!adopted.moveTo(this)) {
      throw new IllegalArgumentException(
          adopted
              + (adopted.isOpen()
                  ? " belongs to a scope already; promote it there first"
                  : " was closed"));
    }
    members.add(adopted);
    countTensor();
    return adopted;
  }

  @Override
  @Pooled
  @SuppressWarnings("PooledNotClosedOnException") // what belongs here is found, and forgotten
  public PooledTensor promote(@Scoped PooledTensor tensor) {
    requireOpen();
    if (!(tensor instanceof NativePooledTensor promoted) || !promoted.belongsTo(this)) {
      throw new IllegalArgumentException(
          tensor
              + (tensor.isOpen()
                  ? " does not belong to this scope: only its owner can hand it out"
                  : " was closed"));
    }
    NativePooledTensor copy = source.copyToPromote(promoted);
    members.remove(promoted);
    if (copy == null) {
      promoted.moveToCaller();
      return promoted;
    }
    promoted.closeByOwner();
    return copy;
  }

  @Override
  public TensorScope openChild() {
    requireOpen();
    NativeTensorScope child = new NativeTensorScope(pool, source, this);
    members.add(child);
    return child;
  }

  @Override
  public void touch(TouchHint hint) {
    requireOpen();
    for (ScopeMember each = members.last(); each != null; each = each.before()) {
      switch (each) {
        case NativePooledTensor tensor -> PageTouch.touch(tensor.elements(), hint);
        case NativeTensorScope child -> child.touch(hint);
      }
    }
  }

  @Override
  public void handOver() {
    requireOpen();
    if (parent != null) {
      throw new IllegalStateException(
          "a child of a scope goes with it; hand the outermost scope over");
    }
    confinement.handOver();
  }

  @Override
  @Borrowed("this")
  public TensorPool pool() {
    return pool;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    confinement.require();
    if (!open) {
      return;
    }
    if (parent != null) {
      parent.members.remove(this);
    }
    closeByOwner();
  }

  @Override
  public void closeByOwner() {
    open = false;
    Throwable failure = closeMembers();
    try {
      if (parent == null) {
        source.scopeClosed();
      }
    } catch (RuntimeException | Error e) {
      failure = firstOf(failure, e);
    }
    if (event != null) {
      event.closed();
    }
    rethrow(failure);
  }

  @Override
  public @Nullable ScopeMember before() {
    return before;
  }

  @Override
  public void setBefore(@Nullable ScopeMember member) {
    before = member;
  }

  private void countTensor() {
    if (event != null) {
      event.tensors++;
    }
  }

  /// Closes all members; returns the first exception, with the others.
  private @Nullable Throwable closeMembers() {
    Throwable failure = null;
    while (members.last() != null) {
      source.closeAtOnce(members);
      ScopeMember member = members.removeLast();
      if (member != null) {
        failure = failureOf(member, failure);
      }
    }
    return failure;
  }

  /// Closes a member; returns the first exception so far.
  private @Nullable Throwable failureOf(ScopeMember member, @Nullable Throwable failure) {
    try {
      member.closeByOwner();
      if (member instanceof NativePooledTensor tensor) {
        source.ended(tensor);
      }
      return failure;
    } catch (RuntimeException | Error e) {
      return firstOf(failure, e);
    }
  }

  private static Throwable firstOf(@Nullable Throwable first, Throwable next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {}
    }
  }

  private void requireOpen() {
    confinement.require();
    if (!open) {
      throw new IllegalStateException("the scope was closed");
    }
  }
}
