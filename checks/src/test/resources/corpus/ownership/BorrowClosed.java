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

  public void elementOfALentList(@Borrowed List<PooledTensor> lent) {
    // expect: BorrowClosed
    lent.get(0).close();
  }

  public void eachElementOfALentList(@Borrowed List<PooledTensor> lent) {
    for (PooledTensor t : lent) {
      // expect: BorrowClosed
      t.close();
    }
  }

  public void allOfALentList(@Borrowed List<PooledTensor> lent) {
    // expect: BorrowClosed
    lent.forEach(PooledTensor::close);
  }

  public void elementOfALentArray(@Borrowed PooledTensor[] lent) {
    // expect: BorrowClosed
    lent[0].close();
  }

  public void elementOfALentListOnlyUsed(@Borrowed List<PooledTensor> lent) {
    lent.get(0).fill(1);
  }

  public void eachElementOfAnOwnedList(@Pooled List<PooledTensor> owned) {
    for (PooledTensor t : owned) {
      t.close();
    }
  }

  /// Who says nothing of a list may well be asked to close what is in it.
  public static void closeAll(Iterable<PooledTensor> tensors, List<PooledTensor> more) {
    for (PooledTensor t : tensors) {
      t.close();
    }
    for (PooledTensor t : more) {
      t.close();
    }
  }

  interface Layers {
    @Borrowed
    List<PooledTensor> weights();

    @Scoped
    List<PooledTensor> hidden(TensorScope scope);
  }

  void elementOfAListThatACallLends(Layers layers) {
    // expect: BorrowClosed
    layers.weights().get(0).close();
  }

  void eachElementOfAListThatACallLends(Layers layers) {
    List<PooledTensor> weights = layers.weights();
    for (PooledTensor t : weights) {
      // expect: BorrowClosed
      t.close();
    }
  }

  void elementPromotedOutOfItsScope(Layers layers, TensorPool pool) {
    try (TensorScope scope = pool.openScope()) {
      List<PooledTensor> hidden = layers.hidden(scope);
      PooledTensor first = scope.promote(hidden.get(0));
      first.close();
    }
  }

  static class Shown {
    @Borrowed private final List<PooledTensor> shown;

    Shown(List<PooledTensor> shown) {
      this.shown = shown;
    }

    void elementOfAFieldThatBorrows() {
      // expect: BorrowClosed
      shown.get(0).close();
    }

    float elementOfAFieldOnlyRead() {
      return shown.get(0).get(0);
    }
  }
}
