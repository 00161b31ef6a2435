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

  /// The open tensors that lie in the plan's memory, by rent; from `end` on there are none.
  private final @Nullable NativePooledTensor[] open;

  private int end;
  private int events;
  private int rents;
  private boolean differs;

  Replay(NativeTensorPool pool, NativeScopePlan plan, PlannedMemory memory) {
    this.pool = pool;
    this.plan = plan;
    this.memory = memory;
    this.open = new NativePooledTensor[memory.rents()];
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
    NativePooledTensor tensor = new NativePooledTensor(shape, piece, scope);
    open[rent] = tensor;
    end = rent + 1;
    return tensor;
  }

  private @Nullable Block piece(int rent, Shape shape) {
    happened(rent);
    differs = differs || !memory.rent(rent).shape().equals(shape);
    return differs ? null : memory.piece(rent);
  }

  private void happened(int event) {
    differs = differs || !memory.expects(events, event);
    events++;
  }

  /// What lies in the plan's memory cannot leave.
  @Override
  public @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor) {
    if (remove(tensor) < 0) {
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
    // the end of each tensor is compared with the plan
  }

  @Override
  public void ended(NativePooledTensor tensor) {
    int rent = remove(tensor);
    if (rent >= 0) {
      happened(~rent);
    }
  }

  /// Forgets an open tensor; returns its rent, or -1 if it does not lie in the plan's memory. Most
  /// are young, so the search begins at the end.
  private int remove(NativePooledTensor tensor) {
    int rent = end - 1;
    while (rent >= 0 && open[rent] != tensor) {
      rent--;
    }
    if (rent >= 0) {
      open[rent] = null;
      while (end > 0 && open[end - 1] == null) {
        end--;
      }
    }
    return rent;
  }

  @Override
  public void scopeClosed() {
    plan.replayed(differs && rents > memory.rents());
  }
}
