package dev.tenure.engine.memory;

import dev.tenure.annotations.Borrowed;
import dev.tenure.memory.TensorWorkspace;
import dev.tenure.memory.WorkspaceSlot;
import java.util.LinkedHashMap;
import java.util.Map;

/// A workspace whose slots are tensors of a pool.
final class NativeTensorWorkspace implements TensorWorkspace {
  private final TensorSource source;
  private final Confinement confinement = new Confinement("workspace");
  private final Map<String, NativeWorkspaceSlot> slots = new LinkedHashMap<>();
  private boolean closed;

  NativeTensorWorkspace(TensorSource source) {
    this.source = source;
  }

  @Override
  @Borrowed("this")
  public WorkspaceSlot slot(String name) {
    confinement.require();
    if (closed) {
      throw new IllegalStateException("the workspace was closed");
    }
    return slots.computeIfAbsent(name, n -> new NativeWorkspaceSlot(n, source, confinement));
  }

  @Override
  public long heldBytes() {
    confinement.require();
    return slots.values().stream().mapToLong(NativeWorkspaceSlot::capacityBytes).sum();
  }

  @Override
  public void handOver() {
    confinement.handOver();
  }

  @Override
  public void close() {
    confinement.require();
    closed = true;
    slots.values().forEach(NativeWorkspaceSlot::end);
  }
}
