package dev.tenure.engine.memory;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.memory.RentTrace.Rent;
import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The memory of a plan, in the pieces that its rents get. Used by one scope after the other.
@Pooled
final class PlannedMemory implements AutoCloseable {
  private final NativePooledTensor memory;
  private final int[] events;

  /// By rent.
  private final Shape[] shapes;

  /// By rent; nothing for those whose memory is the pool's.
  private final @Nullable Block[] pieces;

  private PlannedMemory(NativeTensorPool pool, OffsetPlan plan, @Pooled NativePooledTensor memory) {
    this.memory = memory;
    this.events = plan.trace().events().stream().mapToInt(Integer::intValue).toArray();
    this.shapes = plan.trace().rents().stream().map(Rent::shape).toArray(Shape[]::new);
    this.pieces = pieces(pool, plan, memory.elements());
  }

  /// Rents as much as the plan takes at its peak.
  ///
  /// @throws dev.tenure.memory.MemoryLimitException if there is no room for it
  static PlannedMemory rent(NativeTensorPool pool, OffsetPlan plan) {
    return new PlannedMemory(
        pool, plan, pool.rentTensor(BlockBytes.shapeOf(plan.peakBytes()), false));
  }

  private static @Nullable Block[] pieces(
      NativeTensorPool pool, OffsetPlan plan, MemorySegment elements) {
    List<Rent> rents = plan.trace().rents();
    @Nullable Block[] pieces = new Block[rents.size()];
    for (int i = 0; i < pieces.length; i++) {
      Shape shape = rents.get(i).shape();
      if (!rents.get(i).leaves()) {
        long bytes = shape.elementCount() * Float.BYTES;
        pieces[i] = Block.piece(pool, elements.asSlice(plan.offsets().get(i), bytes), i);
      }
    }
    return pieces;
  }

  /// How many rents there are.
  int rents() {
    return pieces.length;
  }

  /// Whether a rent asked for this shape.
  boolean isOfShape(int rent, Shape shape) {
    return shapes[rent].equals(shape);
  }

  /// Returns where a rent lies, or nothing if its memory is the pool's.
  @Nullable Block piece(int rent) {
    return pieces[rent];
  }

  /// Whether this is what happened at a time, see [RentTrace].
  boolean expects(int time, int event) {
    return time < events.length && events[time] == event;
  }

  @Override
  public void close() {
    memory.close();
  }
}
