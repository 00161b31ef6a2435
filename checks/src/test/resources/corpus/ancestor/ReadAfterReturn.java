package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A result read after its memory went back to the pool.
class ReadAfterReturn {
  float wrong(TensorPool pool, Shape shape) {
    PooledTensor scores = pool.rent(shape);
    scores.fill(1);
    scores.close();
    // expect: UseAfterClose
    return scores.get(0);
  }

  float mended(TensorPool pool, Shape shape) {
    try (PooledTensor scores = pool.rent(shape)) {
      scores.fill(1);
      return scores.get(0);
    }
  }
}
