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
}
