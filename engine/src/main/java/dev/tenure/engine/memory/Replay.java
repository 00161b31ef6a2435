package dev.tenure.engine.memory;

import dev.tenure.engine.memory.RentTrace.Rent;
import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rents by a plan, as long as a scope does what was written down. From the first difference on,
/// everything comes from the pool; what is there stays, since what was alive together until then
/// does not overlap.
final class Replay implements TensorSource {
  private final NativeTensorPool pool;
  private final NativeScopePlan plan;
  private final OffsetPlan offsets;
  private final MemorySegment memory;
  private final IdentityHashMap<NativePooledTensor, Integer> planned = new IdentityHashMap<>();
  private int event;
  private int rents;
  private boolean differs;

  Replay(NativeTensorPool pool, NativeScopePlan plan, OffsetPlan offsets, MemorySegment memory) {
    this.pool = pool;
    this.plan = plan;
    this.offsets = offsets;
    this.memory = memory;
  }

  @Override
  public NativePooledTensor rentTensor(Shape shape, boolean zeroed) {
    int rent = rents++;
    Rent expected = expected(rent, shape);
    if (expected == null || expected.leaves()) {
      return pool.rentTensor(shape, zeroed);
    }
    MemorySegment elements =
        memory.asSlice(offsets.offsets().get(rent), shape.elementCount() * Float.BYTES);
    if (zeroed) {
      elements.fill((byte) 0); // which are the bits of the float 0, too
    }
    NativePooledTensor tensor = new NativePooledTensor(shape, Block.piece(pool, elements));
    planned.put(tensor, rent);
    return tensor;
  }

  private @Nullable Rent expected(int rent, Shape shape) {
    happened(rent);
    if (differs) {
      return null;
    }
    Rent expected = offsets.trace().rents().get(rent);
    differs = !expected.shape().equals(shape);
    return differs ? null : expected;
  }

  private void happened(int actual) {
    List<Integer> events = offsets.trace().events();
    differs |= event >= events.size() || events.get(event) != actual;
    event++;
  }

  /// What lies in the plan's memory cannot leave.
  @Override
  public @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor) {
    if (planned.remove(tensor) == null) {
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
  public void ended(NativePooledTensor tensor) {
    Integer rent = planned.remove(tensor);
    if (rent != null) {
      happened(~rent);
    }
  }

  @Override
  public void scopeClosed() {
    plan.replayed(differs && rents > offsets.trace().rents().size());
  }
}
