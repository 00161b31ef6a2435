package dev.tenure.engine.memory;

import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/// What is known of a tensor that is watched: where it was rented and closed, and which block to
/// take back should it become unreachable.
final class Lease extends PhantomReference<NativePooledTensor> {
  private final Block block;
  private final Shape shape;
  private final Trace rented = Trace.ofRent();
  private volatile @Nullable Trace closed;
  private volatile boolean scoped;

  /// What the tensor's bytes count against; set before the tensor is handed out.
  private @Nullable BudgetHolding holding;

  /// @param queue where it goes if the tensor becomes unreachable
  Lease(NativePooledTensor tensor, Block block, ReferenceQueue<NativePooledTensor> queue) {
    super(tensor, queue);
    this.block = block;
    this.shape = tensor.shape();
  }

  void chargedTo(BudgetHolding charged) {
    holding = charged;
  }

  /// Gives the bytes of a tensor back to its budget that can do so itself no more.
  void uncharge() {
    if (holding != null) {
      holding.returned(block.bytes());
    }
  }

  Block block() {
    return block;
  }

  Trace rented() {
    return rented;
  }

  boolean isScoped() {
    return scoped;
  }

  void setScoped(boolean scoped) {
    this.scoped = scoped;
  }

  void closedHere() {
    closed = Trace.ofClose(rented);
  }

  long elementBytes() {
    return shape.elementCount() * Float.BYTES;
  }

  /// Returns the trace of the close, or that of the rent if there is none.
  Trace last() {
    Trace end = closed;
    return end == null ? rented : end;
  }

  /// Says where the tensor was rented, and where it was closed as far as that is known.
  String history() {
    Trace end = closed;
    return "it was rented at "
        + rented.site()
        + (end == null ? "" : " and closed at " + end.site());
  }

  /// Returns what an access to the closed tensor throws.
  ClosedTensorException closedException(String message) {
    return new ClosedTensorException(message + "; " + history(), last());
  }

  @Override
  public String toString() {
    return "PooledTensor" + shape;
  }
}
