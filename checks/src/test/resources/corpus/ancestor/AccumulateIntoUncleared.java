package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A kernel that adds to a destination that nobody cleared.
class AccumulateIntoUncleared {
  static void multiplyAdd(Tensor a, Tensor b, @Accumulates Tensor destination) {}

  static void multiply(Tensor a, Tensor b, @Overwrites Tensor destination) {}

  float wrong(TensorPool pool, Tensor a, Tensor b) {
    try (PooledTensor product = pool.rentUninitialized(a.shape())) {
      // expect: UninitializedRead
      multiplyAdd(a, b, product);
      return product.get(0);
    }
  }

  float mended(TensorPool pool, Tensor a, Tensor b) {
    try (PooledTensor product = pool.rentUninitialized(a.shape())) {
      multiply(a, b, product);
      multiplyAdd(a, b, product);
      return product.get(0);
    }
  }
}
