package dev.tenure.engine.memory;

import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Rents by a plan, as long as a scope does what was written down. From the first difference on,
/// everything comes from the pool; what is there stays, since what was alive together until then
/// does not overlap.
final class Replay implements TensorSource {
  private final NativeTensorPool pool;
  private final NativeScopePlan plan;
  private final PlannedMemory memory;

  private int events;
  private int rents;
  private boolean differs;

  Replay(NativeTensorPool pool, NativeScopePlan plan, PlannedMemory memory) {
    this.pool = pool;
    this.plan = plan;
    this.memory = memory;
  }

  @Override
  public NativePooledTensor rentTensor(
      Shape shape, boolean zeroed, @Nullable NativeTensorScope scope) {
    int rent = rents++;
    Block piece = piece(rent, shape);
    if (piece == null) {
      return pool.rentTensor(shape, zeroed, scope);
    }
    if (zeroed) {
      piece.memory().fill((byte) 0); // which are the bits of the float 0, too
    }
    return new NativePooledTensor(shape, piece, scope);
  }

  private @Nullable Block piece(int rent, Shape shape) {
    happened(rent);
    if (!differs && !memory.isOfShape(rent, shape)) {
      differs = true;
    }
    return differs ? null : memory.piece(rent);
  }

  private void happened(int event) {
    if (!memory.expects(events, event)) { // a branch, so that there is a store only then
      differs = true;
    }
    events++;
  }

  /// What lies in the plan's memory cannot leave.
  @Override
  public @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor) {
    if (tensor.plannedRent() < 0) {
      return null;
    }
    differs = true;
    MemorySegment elements = tensor.elements();
    NativePooledTensor copy = pool.rentTensor(tensor.shape(), false);
    try {
      MemorySegment.copy(elements, 0, copy.elements(), 0, elements.byteSize());
      return copy;
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  @Override
  public void closeAtOnce(ScopeMembers members) {
    while (members.last() instanceof NativePooledTensor tensor && tensor.hasOnlyPieceOfPlan()) {
      members.removeLast();
      happened(~tensor.endByOwner().plannedRent());
    }
  }

  @Override
  public void ended(NativePooledTensor tensor) {
    int rent = tensor.plannedRent();
    if (rent >= 0) {
      happened(~rent);
    }
  }

  @Override
  public void scopeClosed() {
    plan.replayed(differs && rents > memory.rents());
  }
}
