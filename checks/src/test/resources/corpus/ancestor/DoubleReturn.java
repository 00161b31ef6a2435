package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A buffer that is returned once under each of its names, so that two callers are given it next.
class DoubleReturn {
  void wrong(TensorPool pool, Shape shape) {
    PooledTensor hidden = pool.rent(shape);
    PooledTensor residual = hidden;
    residual.fill(0);
    hidden.close();
    // expect: DoubleClose
    residual.close();
  }

  void mended(TensorPool pool, Shape shape) {
    try (PooledTensor hidden = pool.rent(shape)) {
      Tensor residual = hidden;
      residual.fill(0);
    }
  }
}
