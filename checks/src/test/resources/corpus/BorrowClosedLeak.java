package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;

class BorrowClosedLeak {
  public void parameter(PooledTensor t) {
    // BUG: Diagnostic contains: or annotate the parameter with `@Pooled` to take it over
    t.close();
  }

  public void handed(PooledTensor t) {
    // BUG: Diagnostic contains: is only borrowed, but is handed to an owner here
    take(t);
  }

  void take(@Pooled PooledTensor t) {
    t.close();
  }

  void result() {
    // BUG: Diagnostic contains: from `TensorPool.shared()` at line 24 is only borrowed
    TensorPool.shared().close();
  }

  @Borrowed private PooledTensor kept;

  void field() {
    // BUG: Diagnostic contains: What the field `kept` holds is only borrowed
    kept.close();
  }
}
