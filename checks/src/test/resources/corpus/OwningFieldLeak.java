package corpus;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.io.IOException;

class OwningFieldLeak {
  static class NoClose {
    // BUG: Diagnostic contains: but its class has no method that closes it
    @Pooled final PooledTensor t = null;
  }

  static class Missed implements AutoCloseable {
    // BUG: Diagnostic contains: but the close at line 18 does not close it. Close it there
    @Pooled private final PooledTensor t = null;

    @Override
    public void close() {}
  }

  static class OnOnePath implements AutoCloseable {
    // BUG: Diagnostic contains: does not close it on every path
    private final PooledTensor t = null;

    @Override
    public void close() {
      int n = Integer.parseInt("3");
      if (n > 2) {
        t.close();
      }
    }
  }

  static class Overwritten implements AutoCloseable {
    private PooledTensor t;

    void renew(TensorPool pool, Shape shape) {
      // BUG: Diagnostic contains: is overwritten here while it may hold
      t = pool.rent(shape);
    }

    @Override
    public void close() {
      t.close();
    }
  }

  @Pooled
  interface Failing {
    void close() throws IOException;
  }

  static class Stops implements AutoCloseable {
    private final Failing a = null;
    // BUG: Diagnostic contains: is not closed when `a.close()` at line 61 throws
    private final Failing b = null;

    @Override
    public void close() throws IOException {
      a.close();
      b.close();
    }
  }
}
