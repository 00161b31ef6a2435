package dev.tenure.engine.memory;

import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.TensorScope;
import org.jspecify.annotations.Nullable;

/// A plan whose memory is one tensor of the pool, rented when it is first needed.
final class NativeScopePlan implements ScopePlan {
  private final NativeTensorPool pool;
  private @Nullable OffsetPlan offsets;
  private @Nullable PlannedMemory memory;
  private boolean busy;
  private boolean closed;

  NativeScopePlan(NativeTensorPool pool) {
    this.pool = pool;
  }

  @Override
  public synchronized TensorScope open() {
    if (closed) {
      throw new IllegalStateException("the plan was closed");
    }
    TensorSource source = busy ? pool : source();
    TensorScope scope = pool.openScope(source);
    busy |= source != pool;
    return scope;
  }

  private TensorSource source() {
    if (offsets == null) {
      return new Recording(pool, this);
    }
    PlannedMemory planned = planned(offsets);
    return planned == null ? pool : new Replay(pool, this, planned);
  }

  /// The plan's memory; null if there is no room for it.
  private @Nullable PlannedMemory planned(OffsetPlan plan) {
    if (memory == null) {
      try {
        memory = PlannedMemory.rent(pool, plan);
      } catch (MemoryLimitException noRoom) {
        return null; // what is alive at once may fit all the same
      }
    }
    return memory;
  }

  synchronized void recorded(RentTrace trace) {
    busy = false;
    offsets = trace.rents().isEmpty() ? null : OffsetPlan.of(trace);
  }

  /// A scope ended that ran by the plan.
  ///
  /// @param outgrown whether it rented more than was written down
  synchronized void replayed(boolean outgrown) {
    busy = false;
    if (outgrown) {
      offsets = null;
      release();
    }
  }

  private void release() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }

  @Override
  public synchronized long plannedBytes() {
    return offsets == null ? 0 : offsets.peakBytes();
  }

  @Override
  public synchronized long lowerBoundBytes() {
    return offsets == null ? 0 : offsets.lowerBoundBytes();
  }

  @Override
  public synchronized String describe() {
    return offsets == null ? "nothing was written down yet" : offsets.describe();
  }

  @Override
  public synchronized void close() {
    if (busy) {
      throw new IllegalStateException("a scope of the plan is open; close it first");
    }
    closed = true;
    release();
  }
}
