package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A cache entry that is evicted while somebody computes with it.
class EvictedWhilePinned {
  float wrong(TensorPool pool, Shape shape, boolean full) {
    PooledTensor entry = pool.rent(shape);
    Tensor keys = entry.reshape(shape);
    if (full) {
      entry.close();
    }
    // expect: UseAfterClose
    float score = keys.get(0);
    if (!full) {
      entry.close();
    }
    return score;
  }

  float mended(TensorPool pool, Shape shape, boolean full) {
    PooledTensor entry = pool.rent(shape);
    try {
      return entry.reshape(shape).get(0);
    } finally {
      entry.close();
    }
  }
}
