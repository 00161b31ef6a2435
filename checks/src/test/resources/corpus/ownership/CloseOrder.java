package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// What lives in something that is closed too early.
class CloseOrder {
  void viewAfterItsOwner(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor view = t.reshape(shape);
    t.close();
    // expect: UseAfterClose
    view.fill(0);
  }

  void viewBeforeTheClose(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor view = t.reshape(shape);
    view.fill(0);
    t.close();
  }

  void viewOfAView(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor row = t.reshape(shape).slice(0, 1);
    t.close();
    // expect: UseAfterClose
    row.get(0);
  }

  void viewAfterTheTry(TensorPool pool, Shape shape) {
    Tensor view;
    try (PooledTensor t = pool.rent(shape)) {
      view = t.slice(0, 1);
      view.fill(0);
    }
    // expect: UseAfterClose
    view.fill(1);
  }

  void viewOnOnePath(TensorPool pool, Shape shape, boolean early) {
    PooledTensor t = pool.rent(shape);
    Tensor view = t.slice(0, 1);
    if (early) {
      t.close();
    }
    // expect: UseAfterClose
    view.fill(1);
    if (!early) {
      t.close();
    }
  }

  void viewAsArgument(TensorPool pool, Shape shape, Tensor other) {
    PooledTensor t = pool.rent(shape);
    Tensor view = t.slice(0, 1);
    t.close();
    // expect: UseAfterClose
    other.copyFrom(view);
  }

  void scopedAfterItsScope(TensorPool pool, Shape shape) {
    PooledTensor hidden;
    try (TensorScope scope = pool.openScope()) {
      hidden = scope.rent(shape);
      hidden.fill(0);
    }
    // expect: UseAfterClose
    hidden.fill(1);
  }

  void scopedAfterAnExplicitClose(TensorPool pool, Shape shape) {
    TensorScope scope = pool.openScope();
    PooledTensor hidden = scope.rent(shape);
    scope.close();
    // expect: UseAfterClose
    hidden.fill(1);
  }

  void scopedBeforeTheClose(TensorPool pool, Shape shape) {
    TensorScope scope = pool.openScope();
    PooledTensor hidden = scope.rent(shape);
    hidden.fill(1);
    scope.close();
  }

  void promotedOutlivesTheScope(TensorPool pool, Shape shape) {
    PooledTensor result;
    try (TensorScope scope = pool.openScope()) {
      result = scope.promote(scope.rent(shape));
    }
    result.fill(0);
    result.close();
  }

  void theOtherScopeIsStillOpen(TensorPool pool, Shape shape) {
    try (TensorScope outer = pool.openScope()) {
      PooledTensor kept = outer.rent(shape);
      try (TensorScope inner = pool.openScope()) {
        kept.copyFrom(inner.rent(shape));
      }
      kept.fill(0);
    }
  }

  void innerIsGone(TensorPool pool, Shape shape) {
    try (TensorScope outer = pool.openScope()) {
      PooledTensor kept = outer.rent(shape);
      PooledTensor lost;
      try (TensorScope inner = pool.openScope()) {
        lost = inner.rent(shape);
      }
      // expect: UseAfterClose
      kept.copyFrom(lost);
    }
  }

  void viewOfTheNextRound(TensorPool pool, Shape shape, int n) {
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      Tensor view = t.slice(0, 1);
      view.fill(i);
      t.close();
    }
  }

  void viewOfTheRoundBefore(TensorPool pool, Shape shape, int n) {
    Tensor last = Tensor.of(shape);
    for (int i = 0; i < n; i++) {
      PooledTensor t = pool.rent(shape);
      // expect: UseAfterClose
      t.copyFrom(last);
      last = t.reshape(shape);
      t.close();
    }
  }

  void askedAfterTheClose(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor view = t.slice(0, 1);
    t.close();
    System.out.println(view.toString());
  }

  void viewOfAnElement(TensorPool pool, Shape shape) {
    List<PooledTensor> tensors = new ArrayList<>();
    tensors.add(pool.rent(shape));
    Tensor view = tensors.get(0).slice(0, 1);
    view.fill(0);
    tensors.forEach(PooledTensor::close);
  }

  @Borrowed("batch")
  static Tensor firstRow(Tensor batch, int rows) {
    return batch.slice(0, rows);
  }

  void namedLender(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor row = firstRow(t, 1);
    t.close();
    // expect: UseAfterClose
    row.fill(0);
  }

  void namedLenderInTime(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Tensor row = firstRow(t, 1);
    row.fill(0);
    t.close();
  }

  void copyOutlives(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    float[] copy = t.slice(0, 1).toArray();
    t.close();
    System.out.println(copy[0]);
  }

  @Scoped
  static PooledTensor hidden(TensorScope scope, Shape shape) {
    return scope.rent(shape);
  }

  void scopeAsArgument(TensorPool pool, Shape shape) {
    TensorScope scope = pool.openScope();
    PooledTensor t = hidden(scope, shape);
    scope.close();
    // expect: UseAfterClose
    t.fill(0);
  }

  void planBeforeItsScope(TensorPool pool) {
    ScopePlan plan = pool.newPlan();
    TensorScope scope = plan.open();
    plan.close();
    // expect: UseAfterClose
    scope.close();
  }

  void planAfterItsScope(TensorPool pool) {
    ScopePlan plan = pool.newPlan();
    TensorScope scope = plan.open();
    scope.close();
    plan.close();
  }

  void scopeBeforeItsChild(TensorPool pool) {
    TensorScope scope = pool.openScope();
    TensorScope child = scope.openChild();
    scope.close();
    // expect: UseAfterClose
    child.close();
  }

  void childUsedAfterItsScope(TensorPool pool, Shape shape) {
    TensorScope scope = pool.openScope();
    try (TensorScope child = scope.openChild()) {
      scope.close();
      // expect: UseAfterClose
      child.rent(shape);
    }
  }

  void childAskedAfterItsScope(TensorPool pool) {
    TensorScope scope = pool.openScope();
    TensorScope child = scope.openChild();
    child.close();
    scope.close();
    System.out.println(child.isOpen());
  }

  void grandchild(TensorPool pool) {
    TensorScope scope = pool.openScope();
    TensorScope child = scope.openChild();
    TensorScope grandchild = child.openChild();
    scope.close();
    // expect: UseAfterClose
    grandchild.close();
    // expect: UseAfterClose
    child.close();
  }

  void tryInTheWrongOrder(TensorPool pool, Shape shape) {
    ScopePlan plan = pool.newPlan();
    TensorScope scope = plan.open();
    try (
        // expect: UseAfterClose
        scope;
        plan) {
      scope.rent(shape);
    }
  }

  void tryInTheRightOrder(TensorPool pool, Shape shape) {
    ScopePlan plan = pool.newPlan();
    TensorScope scope = plan.open();
    try (plan;
        scope) {
      scope.rent(shape);
    }
  }

  void declaredInTheRightOrder(TensorPool pool, Shape shape) {
    try (ScopePlan plan = pool.newPlan();
        TensorScope scope = plan.open();
        TensorScope child = scope.openChild()) {
      child.rent(shape);
    }
  }

  void finallyInTheWrongOrder(TensorPool pool, Shape shape) {
    ScopePlan plan = pool.newPlan();
    TensorScope scope = plan.open();
    try {
      scope.rent(shape);
    } finally {
      plan.close();
      // expect: UseAfterClose
      scope.close();
    }
  }

  void closedByTheTryInside(TensorPool pool) {
    TensorScope child;
    try (TensorScope scope = pool.openScope()) {
      child = scope.openChild();
    }
    // expect: UseAfterClose
    child.close();
  }

  void closedByAHelper(TensorPool pool) {
    ScopePlan plan = pool.newPlan();
    TensorScope scope = plan.open();
    plan.close();
    // expect: UseAfterClose
    end(scope);
  }

  private static void end(TensorScope scope) {
    scope.close();
  }

  void onOnePath(TensorPool pool, boolean early) {
    ScopePlan plan = pool.newPlan();
    TensorScope scope = plan.open();
    if (early) {
      plan.close();
    }
    // expect: UseAfterClose
    scope.close();
    if (!early) {
      plan.close();
    }
  }

  void eachRound(TensorPool pool, int n) {
    for (int i = 0; i < n; i++) {
      ScopePlan plan = pool.newPlan();
      TensorScope scope = plan.open();
      scope.close();
      plan.close();
    }
  }

  void planOfTheNextRound(TensorPool pool, Shape shape, int n) {
    ScopePlan plan = pool.newPlan();
    for (int i = 0; i < n; i++) {
      TensorScope scope = plan.open();
      scope.rent(shape);
      scope.close();
      plan.close();
      plan = pool.newPlan();
    }
    plan.close();
  }

  void descending(TensorPool pool, int n) {
    TensorScope first = pool.openScope();
    TensorScope scope = first;
    for (int i = 0; i < n; i++) {
      TensorScope child = scope.openChild();
      child.close();
    }
    first.close();
  }

  ScopePlan keptOpen(TensorPool pool, Shape shape) {
    ScopePlan plan = pool.newPlan();
    try (TensorScope scope = plan.open()) {
      scope.rent(shape);
    }
    return plan;
  }

  TensorScope returnedOutOfTheTry(TensorPool pool) {
    try (ScopePlan plan = pool.newPlan()) {
      // expect: BorrowEscapes
      return plan.open();
    }
  }

  TensorScope returnedAfterTheClose(TensorPool pool) {
    ScopePlan plan = pool.newPlan();
    TensorScope scope = plan.open();
    plan.close();
    // expect: UseAfterClose
    return scope;
  }

  TensorScope returnedWithItsPlan(List<ScopePlan> plans, TensorPool pool) {
    ScopePlan plan = pool.newPlan();
    plans.add(plan);
    return plan.open();
  }

  TensorScope ofTheCallersPlan(ScopePlan plan) {
    return plan.open();
  }

  void budgetedPoolAfterItsPool(Shape shape, MemoryBudget budget) {
    TensorPool pool = TensorPool.withLimit(1 << 20);
    TensorPool part = pool.under(budget);
    pool.close();
    // expect: UseAfterClose
    part.close();
  }

  void tensorsOutliveTheirPool(Shape shape) {
    TensorPool pool = TensorPool.withLimit(1 << 20);
    PooledTensor t = pool.rent(shape);
    TensorScope scope = pool.openScope();
    pool.close();
    t.close();
    scope.close();
  }

  void unknownPlan(TensorPool pool, ScopePlan given, boolean own) {
    ScopePlan plan = own ? pool.newPlan() : given;
    TensorScope scope = plan.open();
    scope.close();
    if (own) {
      plan.close();
    }
  }

  void closesOfEither(TensorPool pool, boolean first) {
    ScopePlan one = pool.newPlan();
    ScopePlan other = pool.newPlan();
    TensorScope scope = first ? one.open() : other.open();
    if (first) {
      other.close();
    } else {
      one.close();
    }
    scope.close();
    if (first) {
      one.close();
    } else {
      other.close();
    }
  }

  /// A class of its own, for which no model speaks.
  @Pooled
  static class Session implements AutoCloseable {
    Session(@Borrowed PooledTensor weights) {}

    @Override
    public void close() {}
  }

  void nobodySaysThatItLivesInside(TensorPool pool, Shape shape) {
    PooledTensor weights = pool.rent(shape);
    Session session = new Session(weights);
    weights.close();
    session.close();
  }
}
