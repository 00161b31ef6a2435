package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Accessors of records whose components own: what they give is the record's.
class RecordAccessors {
  record Owning(@Pooled PooledTensor t, String name) implements AutoCloseable {
    @Override
    public void close() {
      t.close();
    }
  }

  // expect: OwningFieldNotClosed
  record Plain(@Pooled PooledTensor t) {}

  void onlyUsed(Owning r) {
    r.t().fill(1);
  }

  void usedInAVariable(Plain r) {
    PooledTensor t = r.t();
    t.fill(1);
  }

  void usedOfALocal(TensorPool pool, Shape shape) {
    try (Owning r = new Owning(pool.rent(shape), "a")) {
      r.t().fill(1);
    }
  }

  void closesTheComponentOfALocal(TensorPool pool, Shape shape) {
    Plain r = new Plain(pool.rent(shape));
    r.t().fill(1);
    r.t().close();
  }

  void closesTheComponent(Plain r) {
    r.t().close();
  }

  void componentIsNeverClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Plain r = new Plain(pool.rent(shape));
    r.t().fill(1);
  }

  // expect: OwningFieldNotClosed
  record Written(@Pooled PooledTensor t) {
    @Pooled
    public PooledTensor t() {
      return TensorPool.shared().rent(t.shape());
    }
  }

  void writtenAccessorGivesAnother(Written r) {
    // expect: PooledNotClosed
    r.t().fill(1);
  }
}
