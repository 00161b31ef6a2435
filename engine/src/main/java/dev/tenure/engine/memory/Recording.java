package dev.tenure.engine.memory;

import dev.tenure.engine.memory.RentTrace.Rent;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rents from the pool, and writes down what a scope does.
final class Recording implements TensorSource {
  private final NativeTensorPool pool;
  private final NativeScopePlan plan;
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Integer> events = new ArrayList<>();
  private final IdentityHashMap<NativePooledTensor, Integer> open = new IdentityHashMap<>();

  Recording(NativeTensorPool pool, NativeScopePlan plan) {
    this.pool = pool;
    this.plan = plan;
  }

  @Override
  public NativePooledTensor rentTensor(
      Shape shape, boolean zeroed, @Nullable NativeTensorScope scope) {
    NativePooledTensor tensor = pool.rentTensor(shape, zeroed, scope);
    open.put(tensor, shapes.size());
    events.add(shapes.size());
    shapes.add(shape);
    return tensor;
  }

  @Override
  public @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor) {
    open.remove(tensor);
    return null;
  }

  @Override
  public void closeAtOnce(ScopeMembers members) {
    // each tensor counts by itself here
  }

  @Override
  public void ended(NativePooledTensor tensor) {
    Integer rent = open.remove(tensor);
    if (rent != null && shapes.get(rent).elementCount() > 0) {
      events.add(~rent);
    }
  }

  @Override
  public void scopeClosed() {
    plan.recorded(trace());
  }

  private RentTrace trace() {
    int[] begin = new int[shapes.size()];
    int[] end = new int[shapes.size()];
    for (int i = 0; i < events.size(); i++) {
      int event = events.get(i);
      if (event < 0) {
        end[~event] = i;
      } else {
        begin[event] = i;
      }
    }
    List<Rent> rents = new ArrayList<>();
    for (int i = 0; i < begin.length; i++) {
      boolean leaves = end[i] == 0; // an end has an index of at least 1
      Shape shape = shapes.get(i);
      rents.add(
          new Rent(
              shape, RentTrace.bytesOf(shape), begin[i], leaves ? events.size() : end[i], leaves));
    }
    return new RentTrace(rents, events);
  }
}
