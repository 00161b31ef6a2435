package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Ends of what the code does not own.
class BorrowClosed {
  public void closesItsParameter(PooledTensor t) {
    t.fill(0);
    // expect: BorrowClosed
    t.close();
  }

  void closesItsParameterForThePackage(PooledTensor t) {
    // expect: BorrowClosed
    t.close();
  }

  public static void closesOnOnePath(PooledTensor t, boolean done) {
    if (done) {
      // expect: BorrowClosed
      t.close();
    }
  }

  public void closesThroughAnAlias(PooledTensor t) {
    PooledTensor alias = t;
    // expect: BorrowClosed
    alias.close();
  }

  public void closesAScopeOfItsCaller(TensorScope scope) {
    scope.rent(Shape.of(1)).fill(0);
    // expect: BorrowClosed
    scope.close();
  }

  public void closesAPoolOfItsCaller(TensorPool pool) {
    // expect: BorrowClosed
    pool.close();
  }

  public void takesOver(@Pooled PooledTensor t) {
    t.close();
  }

  public void takesOverAndKeeps(@Pooled PooledTensor t, List<PooledTensor> kept) {
    kept.add(t);
  }

  public void onlyUses(PooledTensor t) {
    t.fill(0);
  }

  private void inferred(PooledTensor t) {
    t.close();
  }

  void callsInferred(TensorPool pool, Shape shape) {
    inferred(pool.rent(shape));
  }

  private static final class Hidden {
    void closes(PooledTensor t) {
      t.close();
    }
  }

  void callsHidden(TensorPool pool, Shape shape) {
    new Hidden().closes(pool.rent(shape));
  }

  public void handsOver(PooledTensor t) {
    // expect: BorrowClosed
    takesOver(t);
  }

  public void handsOverItsOwn(TensorPool pool, Shape shape) {
    takesOver(pool.rent(shape));
  }

  public void closesThroughAHelper(PooledTensor t) {
    // expect: BorrowClosed
    inferred(t);
  }

  @Borrowed
  PooledTensor shared(TensorPool pool) {
    return cached;
  }

  @Borrowed private PooledTensor cached;

  void closesALentResult(TensorPool pool) {
    // expect: BorrowClosed
    shared(pool).close();
  }

  void closesALentResultInAVariable(TensorPool pool) {
    PooledTensor t = shared(pool);
    t.fill(0);
    // expect: BorrowClosed
    t.close();
  }

  void usesALentResult(TensorPool pool) {
    PooledTensor t = shared(pool);
    t.fill(0);
  }

  void closesABorrowedField() {
    // expect: BorrowClosed
    cached.close();
  }

  void closesTheSharedPool() {
    // expect: BorrowClosed
    TensorPool.shared().close();
  }

  void closesItsOwnPool() {
    TensorPool pool = TensorPool.withLimit(1 << 20);
    pool.close();
  }

  void closesWhatItsScopeOwns(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor t = scope.rent(shape);
      t.fill(0);
      // expect: BorrowClosed
      t.close();
    }
  }

  void handsOverWhatAScopeOwns(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      // expect: BorrowClosed
      takesOver(scope.rent(shape));
    }
  }

  void promotesThenCloses(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor t = scope.rent(shape);
      PooledTensor own = scope.promote(t);
      own.close();
    }
  }

  PooledTensor promotesAndReturns(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      return scope.promote(scope.rent(shape));
    }
  }

  void adoptsThenCloses(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor t = scope.adopt(pool.rent(shape));
      // expect: BorrowClosed
      t.close();
    }
  }

  void adopts(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      scope.adopt(pool.rent(shape)).fill(0);
    }
  }

  void tryOverALentResult(TensorPool pool) {
    // expect: BorrowClosed
    try (PooledTensor t = shared(pool)) {
      t.fill(0);
    }
  }

  public void tryOverAParameter(PooledTensor given) {
    // expect: BorrowClosed
    try (given) {
      given.fill(0);
    }
  }

  static class Keeps implements AutoCloseable {
    private PooledTensor kept;

    Keeps(PooledTensor kept) {
      this.kept = kept;
    }

    void replace(PooledTensor next) {
      kept.close();
      // expect: BorrowClosed
      kept = next;
    }

    void replaceOwned(@Pooled PooledTensor next) {
      kept.close();
      kept = next;
    }

    @Override
    public void close() {
      kept.close();
    }
  }

  interface Sink {
    void accept(@Pooled PooledTensor t);
  }

  static class Inherits implements Sink {
    @Override
    public void accept(PooledTensor t) {
      t.close();
    }
  }

  interface Source {
    @Borrowed
    PooledTensor current();
  }

  void closesWhatAnInterfaceLends(Source source) {
    // expect: BorrowClosed
    source.current().close();
  }

  Sink lambdaOwnsItsParameter() {
    return t -> t.close();
  }

  static class Local {
    void run(TensorPool pool, Shape shape) {
      class Closer {
        void end(PooledTensor t) {
          t.close();
        }
      }
      new Closer().end(pool.rent(shape));
    }
  }
}
