package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A factory that rents on one path only, so that its result has the type that cannot be closed.
class SuperTypedFactoryResult {
  float wrong(TensorPool pool, Shape shape, boolean training) {
    // expect: PooledNotClosed
    Tensor hidden = training ? Tensor.of(shape) : pool.rent(shape);
    hidden.fill(1);
    return hidden.get(0);
  }

  float mended(TensorPool pool, Shape shape, boolean training) {
    Tensor hidden = training ? Tensor.of(shape) : pool.rent(shape);
    try {
      hidden.fill(1);
      return hidden.get(0);
    } finally {
      if (hidden instanceof PooledTensor rented) {
        rented.close();
      }
    }
  }
}
