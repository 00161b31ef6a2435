package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A pool beside the simplest pool there is: lists of what is open and a sum of bytes. Each step is
/// taken on both, and [#requireAgreement] compares them.
///
/// Tensors are chosen by any number, modulo how many there are. A step that there is nothing for
/// does nothing.
@SuppressWarnings({
  // Tensors lie in lists until a step closes them, and closed ones are used on purpose.
  "PooledNotClosed",
  "PooledNotClosedOnException",
  "UseAfterClose",
  "DoubleClose",
  "BorrowClosed",
  "BorrowEscapes",
  "OwningFieldNotClosed",
  "MustBeClosedChecker"
})
final class ModelledPool {
  static final long LIMIT_BYTES = 1 << 15;

  /// Closed tensors that are looked at again and again.
  private static final int CLOSED_KEPT = 20;

  private final NativeTensorPool pool = NativeTensorPool.open(LIMIT_BYTES);
  private final List<Held> held = new ArrayList<>();
  private final List<OpenScope> scopes = new ArrayList<>();
  private final List<PooledTensor> closed = new ArrayList<>();
  private float lastPattern;
  private long rents;
  private long returns;
  private long doubleCloses;
  private long liveBytes;
  private long peakBytes;

  /// An open tensor, and what was written to all of its elements.
  private record Held(PooledTensor tensor, float pattern) {
    long blockBytes() {
      return SizeClass.blockBytes((long) elements() * Float.BYTES);
    }

    int elements() {
      return (int) tensor.shape().elementCount();
    }
  }

  private record OpenScope(TensorScope scope, List<Held> tensors) {}

  void rent(int elements, boolean zeroed) {
    Shape shape = Shape.of(elements);
    rent(shape, zeroed, () -> zeroed ? pool.rent(shape) : pool.rentUninitialized(shape), held);
  }

  void rentInScope(int elements, boolean zeroed) {
    if (scopes.isEmpty()) {
      return;
    }
    OpenScope open = scopes.getLast();
    Shape shape = Shape.of(elements);
    rent(
        shape,
        zeroed,
        () -> zeroed ? open.scope().rent(shape) : open.scope().rentUninitialized(shape),
        open.tensors());
  }

  private void rent(Shape shape, boolean zeroed, Supplier<PooledTensor> call, List<Held> to) {
    long bytes = SizeClass.blockBytes(shape.elementCount() * Float.BYTES);
    if (liveBytes + bytes > LIMIT_BYTES) {
      assertThatExceptionOfType(MemoryLimitException.class).isThrownBy(call::get);
      return;
    }
    PooledTensor tensor = call.get();
    if (zeroed) {
      assertThat(tensor.toArray()).containsOnly(0);
    }
    lastPattern++;
    tensor.fill(lastPattern);
    to.add(new Held(tensor, lastPattern));
    rents++;
    liveBytes += bytes;
    peakBytes = Math.max(peakBytes, liveBytes);
  }

  void close(int which) {
    if (!held.isEmpty()) {
      Held one = held.remove(which % held.size());
      one.tensor().close();
      returned(one);
    }
  }

  private void returned(Held one) {
    returns++;
    liveBytes -= one.blockBytes();
    closed.add(one.tensor());
    if (closed.size() > CLOSED_KEPT) {
      closed.removeFirst();
    }
  }

  void closeAgain(int which) {
    if (!closed.isEmpty()) {
      closed.get(which % closed.size()).close();
      doubleCloses++;
    }
  }

  void openScope() {
    TensorScope scope = scopes.isEmpty() ? pool.openScope() : scopes.getLast().scope().openChild();
    scopes.add(new OpenScope(scope, new ArrayList<>()));
  }

  void closeScope() {
    if (!scopes.isEmpty()) {
      OpenScope open = scopes.removeLast();
      open.scope().close();
      open.tensors().forEach(this::returned);
    }
  }

  void promote(int which) {
    if (!scopes.isEmpty() && !scopes.getLast().tensors().isEmpty()) {
      OpenScope open = scopes.getLast();
      Held one = open.tensors().remove(which % open.tensors().size());
      held.add(new Held(open.scope().promote(one.tensor()), one.pattern()));
    }
  }

  void adopt(int which) {
    if (!scopes.isEmpty() && !held.isEmpty()) {
      OpenScope open = scopes.getLast();
      Held one = held.remove(which % held.size());
      open.tensors().add(new Held(open.scope().adopt(one.tensor()), one.pattern()));
    }
  }

  void trim() {
    long waiting = pool.statistics().pooledBytes();
    assertThat(pool.trim()).isEqualTo(waiting);
    assertThat(pool.statistics().pooledBytes()).isZero();
  }

  void resetStatistics() {
    pool.resetStatistics();
    rents = 0;
    returns = 0;
    doubleCloses = 0;
    peakBytes = liveBytes;
  }

  /// Compares what the pool says and what its tensors hold with the model.
  void requireAgreement() {
    PoolStatistics statistics = pool.statistics();
    long open = held.size() + scopes.stream().mapToLong(scope -> scope.tensors().size()).sum();
    assertThat(statistics.outstanding()).as("outstanding").isEqualTo(open);
    assertThat(statistics.rents()).as("rents").isEqualTo(rents);
    assertThat(statistics.returns()).as("returns").isEqualTo(returns);
    assertThat(statistics.hits() + statistics.misses()).as("hits and misses").isEqualTo(rents);
    assertThat(statistics.doubleCloses()).as("double closes").isEqualTo(doubleCloses);
    assertThat(statistics.liveBytes()).as("live bytes").isEqualTo(liveBytes);
    assertThat(statistics.peakBytes()).as("peak").isEqualTo(peakBytes);
    assertThat(statistics.liveBytes() + statistics.pooledBytes())
        .as("live and pooled bytes")
        .isLessThanOrEqualTo(LIMIT_BYTES);
    held.forEach(ModelledPool::requirePattern);
    scopes.forEach(scope -> scope.tensors().forEach(ModelledPool::requirePattern));
    for (PooledTensor stale : closed) {
      assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(() -> stale.get(0));
    }
  }

  private static void requirePattern(Held one) {
    assertThat(one.tensor().toArray()).containsOnly(one.pattern());
  }

  /// Makes the two disagree.
  void closeBehindTheModelsBack() {
    held.getFirst().tensor().close();
  }

  /// Closes what is open, and the pool.
  void finish() {
    while (!scopes.isEmpty()) {
      closeScope();
    }
    while (!held.isEmpty()) {
      close(0);
    }
    requireAgreement();
    pool.close();
  }
}
