package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A reshaped view that is used, or handed out, when its owner has gone back.
class ViewBeyondItsOwner {
  float wrong(TensorPool pool, Shape heads, Shape rows) {
    PooledTensor scores = pool.rent(heads);
    Tensor merged = scores.reshape(rows);
    scores.close();
    // expect: UseAfterClose
    return merged.get(0);
  }

  Tensor wrongToReturn(TensorPool pool, Shape heads, Shape rows) {
    try (PooledTensor scores = pool.rent(heads)) {
      // expect: BorrowEscapes
      return scores.reshape(rows);
    }
  }

  float mended(TensorPool pool, Shape heads, Shape rows) {
    try (PooledTensor scores = pool.rent(heads)) {
      return scores.reshape(rows).get(0);
    }
  }
}
