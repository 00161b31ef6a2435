package corpus.memory;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// Borrows that leave their owner's life.
class Escapes {
  private Tensor kept;
  private static Tensor shared;
  private final List<Tensor> cache = new ArrayList<>();
  private Supplier<Float> later;
  private final ExecutorService executor;

  Escapes(ExecutorService executor) {
    this.executor = executor;
  }

  Tensor rentedFromAScopeThatEnds(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      Tensor t = scope.rent(shape);
      // expect: BorrowEscapes
      return t;
    }
  }

  PooledTensor promoted(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor t = scope.rent(shape);
      return scope.promote(t);
    }
  }

  float readInside(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      return scope.rent(shape).get(0);
    }
  }

  float[] copiedOut(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      return scope.rent(shape).toArray();
    }
  }

  Tensor viewOfWhatTheTryCloses(TensorPool pool, Shape shape, Shape flat) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      return t.reshape(flat);
    }
  }

  Tensor viewInAVariable(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      Tensor row = t.slice(0, 1);
      row.fill(1);
      // expect: BorrowEscapes
      return row;
    }
  }

  Tensor whatTheTryCloses(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      t.fill(1);
      // expect: BorrowEscapes
      return t;
    }
  }

  Tensor whatFinallyCloses(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(1);
      // expect: BorrowEscapes
      return t;
    } finally {
      t.close();
    }
  }

  PooledTensor closedOnlyOnFailure(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    boolean done = false;
    try {
      t.fill(1);
      done = true;
      return t;
    } finally {
      if (!done) {
        t.close();
      }
    }
  }

  PooledTensor closedInCatch(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(1);
      return t;
    } catch (RuntimeException e) {
      t.close();
      throw e;
    }
  }

  @Borrowed("t")
  Tensor viewOfAParameter(PooledTensor t, Shape flat) {
    return t.reshape(flat);
  }

  @Scoped
  PooledTensor rentedFromAParameter(TensorScope scope, Shape shape) {
    return scope.rent(shape);
  }

  PooledTensor rentedFromAParameterAsIfOwned(TensorScope scope, Shape shape) {
    // expect: BorrowEscapes
    return scope.rent(shape);
  }

  PooledTensor promotedFromAParameter(TensorScope scope, Shape shape) {
    return scope.promote(scope.rent(shape));
  }

  private PooledTensor helper(TensorScope scope, Shape shape) {
    return scope.rent(shape);
  }

  float throughAHelper(TensorScope scope, Shape shape) {
    return helper(scope, shape).get(0);
  }

  void storedInAField(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      // expect: BorrowEscapes
      kept = scope.rent(shape);
    }
  }

  void viewStoredInAField(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      this.kept = t.slice(0, 1);
    }
  }

  void storedInAStaticField(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      shared = t;
    }
  }

  void viewStoredInAStaticField(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      shared = t.slice(0, 1);
    }
  }

  void resultKeptOverTheNextCall(TensorScope scope, Shape shape) {
    // expect: BorrowEscapes
    kept = scope.rent(shape);
  }

  void resultForgottenAtTheEnd(TensorScope scope, Shape shape) {
    Tensor current = scope.rent(shape);
    current.fill(0);
  }

  void addedToAField(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      // expect: BorrowEscapes
      cache.add(scope.rent(shape));
    }
  }

  void viewAddedToAField(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      cache.add(t.slice(0, 1));
    }
  }

  float addedToALocalList(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      List<Tensor> parts = new ArrayList<>();
      parts.add(scope.rent(shape));
      parts.add(scope.rent(shape));
      return parts.get(0).get(0);
    }
  }

  Future<Float> capturedByATask(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      return executor.submit(() -> t.get(0));
    }
  }

  float capturedByATaskThatIsAwaited(TensorPool pool, Shape shape) throws Exception {
    try (PooledTensor t = pool.rent(shape)) {
      Future<Float> result = executor.submit(() -> t.get(0));
      return result.get();
    }
  }

  CompletableFuture<Float> capturedByAFuture(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      return CompletableFuture.supplyAsync(() -> t.get(0));
    }
  }

  float capturedByAFutureThatIsJoined(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      return CompletableFuture.supplyAsync(() -> t.get(0)).join();
    }
  }

  void viewCapturedByAThread(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      Tensor row = t.slice(0, 1);
      // expect: BorrowEscapes
      Thread.startVirtualThread(() -> System.out.println(row.get(0)));
    }
  }

  void capturedByAThread(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      new Thread(() -> System.out.println(t.get(0))).start();
    }
  }

  void capturedByAnAnonymousTask(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      executor.execute(
          // expect: BorrowEscapes
          new Runnable() {
            @Override
            public void run() {
              System.out.println(t.get(0));
            }
          });
    }
  }

  void parameterCapturedByATask(PooledTensor t) {
    // expect: BorrowEscapes
    executor.execute(() -> System.out.println(t.get(0)));
  }

  void parameterTakenOverByATask(@Pooled PooledTensor t) {
    executor.execute(() -> {
      System.out.println(t.get(0));
      t.close();
    });
  }

  void plainTensorCapturedByATask(Tensor t) {
    executor.execute(() -> System.out.println(t.get(0)));
  }

  void capturedWithinAnExecutorThatWaits(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape);
        ExecutorService own = Executors.newVirtualThreadPerTaskExecutor()) {
      own.submit(() -> t.get(0));
    }
  }

  float capturedByCodeThatRunsAtOnce(TensorPool pool, Shape shape, List<Integer> indexes) {
    try (PooledTensor t = pool.rent(shape)) {
      float[] sum = {0};
      indexes.forEach(i -> sum[0] += t.get(i));
      return sum[0];
    }
  }

  double capturedByAStreamThatEnds(TensorPool pool, Shape shape, List<Integer> indexes) {
    try (PooledTensor t = pool.rent(shape)) {
      return indexes.stream().mapToDouble(i -> t.get(i)).sum();
    }
  }

  Supplier<Float> returnedAsAFunction(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      return () -> t.get(0);
    }
  }

  void functionStoredInAField(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      // expect: BorrowEscapes
      later = () -> t.get(0);
    }
  }

  Supplier<Float> functionOfANumber(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      float first = t.get(0);
      return () -> first;
    }
  }

  /// Holds what it is made around, and closes it.
  static final class Batch implements AutoCloseable {
    @Pooled private final PooledTensor all;
    private final Tensor first;

    Batch(@Pooled PooledTensor all) {
      this.all = all;
      this.first = all.slice(0, 1);
    }

    @Borrowed
    Tensor first() {
      return first;
    }

    @Override
    public void close() {
      all.close();
    }
  }

  Tensor partOfAnObjectThatEnds(TensorPool pool, Shape shape) {
    try (Batch batch = new Batch(pool.rent(shape))) {
      return batch.first().reshape(shape);
    }
  }

  Batch wholeObject(TensorPool pool, Shape shape) {
    return new Batch(pool.rent(shape));
  }

  private PooledTensor current;

  Tensor ownerStoredToo(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor row = t.slice(0, 1);
    closeCurrent();
    current = t;
    return row;
  }

  void closeCurrent() {
    if (current != null) {
      current.close();
    }
  }

  Tensor childScope(TensorScope scope, Shape shape) {
    try (TensorScope child = scope.openChild()) {
      // expect: BorrowEscapes
      return child.rent(shape);
    }
  }

  PooledTensor adopted(TensorScope scope, TensorPool pool, Shape shape) {
    // expect: BorrowEscapes
    return scope.adopt(pool.rent(shape));
  }

  Tensor onOnePath(TensorPool pool, Tensor fallback, Shape shape, boolean fast) {
    try (TensorScope scope = pool.openScope()) {
      Tensor t = fast ? fallback : scope.rent(shape);
      // expect: BorrowEscapes
      return t;
    }
  }

  Tensor theOtherOnEachPath(TensorPool pool, Tensor fallback, Shape shape, boolean fast) {
    try (TensorScope scope = pool.openScope()) {
      Tensor t = scope.rent(shape);
      t.fill(1);
      return fallback;
    }
  }

  PooledTensor dropoutThatReturnsItsInput(TensorPool pool, PooledTensor x, boolean training) {
    if (!training) {
      // expect: BorrowEscapes
      return x;
    }
    PooledTensor dropped = pool.rent(x.shape());
    dropped.copyFrom(x);
    return dropped;
  }

  PooledTensor dropoutThatCopiesItsInput(TensorPool pool, PooledTensor x, boolean training) {
    PooledTensor result = pool.rent(x.shape());
    if (training) {
      result.fill(0);
    } else {
      result.copyFrom(x);
    }
    return result;
  }

  @Pooled
  PooledTensor dropoutThatTakesItsInputOver(@Pooled PooledTensor x, boolean training) {
    if (training) {
      x.fill(0);
    }
    return x;
  }

  @Borrowed("t")
  PooledTensor checked(PooledTensor t) {
    if (!t.isOpen()) {
      throw new IllegalArgumentException("closed");
    }
    return t;
  }
}
