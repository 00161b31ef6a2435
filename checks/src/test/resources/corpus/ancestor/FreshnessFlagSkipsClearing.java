package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// Clearing made conditional on a flag that says whether memory is new.
class FreshnessFlagSkipsClearing {
  static void accumulate(Tensor input, @Accumulates Tensor destination) {}

  float wrong(TensorPool pool, Tensor input, boolean fresh) {
    try (PooledTensor sum = pool.rentUninitialized(input.shape())) {
      if (!fresh) {
        sum.fill(0);
      }
      // expect: UninitializedRead
      accumulate(input, sum);
      return sum.get(0);
    }
  }

  float mended(TensorPool pool, Tensor input) {
    try (PooledTensor sum = pool.rent(input.shape())) {
      accumulate(input, sum);
      return sum.get(0);
    }
  }
}
