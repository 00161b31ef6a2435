package corpus;

import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.io.IOException;
import java.util.*;

class OnExceptionLeak {
  static void risky() throws IOException {}

  void swallowed(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is not closed when `risky()` at line
    PooledTensor t = pool.rent(shape);
    try {
      risky();
      t.close();
    } catch (IOException ignored) {
    }
  }

  void returnInCatch(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    try {
      risky();
    } catch (IOException stop) {
      return;
    }
    t.close();
  }

  void closedInOneCatch(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: `t`
    PooledTensor t = pool.rent(shape);
    try {
      risky();
      t.close();
    } catch (IOException e) {
      pool.trim();
    } catch (RuntimeException e) {
      t.close();
    }
  }

  void thrownOut(TensorPool pool, Shape shape) {
    // BUG: Diagnostic contains: is not closed when `t.fill(0)` at line 48 throws
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    t.close();
  }

  void inAContainer(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      // BUG: Diagnostic contains: is put in a container that is not closed when `pool.rent(shape)`
      tensors.add(pool.rent(shape));
    }
    tensors.forEach(PooledTensor::close);
  }
}
