package corpus.ancestor;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/// A dropout that returns its input where it has nothing to do, so that the caller returns it
/// twice.
class DropoutReturnsItsInput {
  float wrong(TensorPool pool, Shape shape, boolean training) {
    PooledTensor x = pool.rent(shape);
    PooledTensor dropped = training ? pool.rent(shape) : x;
    float first = dropped.get(0);
    dropped.close();
    // expect: DoubleClose
    x.close();
    return first;
  }

  @Pooled
  PooledTensor wrongToReturn(TensorPool pool, PooledTensor x, boolean training) {
    if (!training) {
      // expect: BorrowEscapes
      return x;
    }
    return pool.rent(x.shape());
  }

  @Pooled
  PooledTensor wrongInOneExpression(TensorPool pool, PooledTensor x, boolean training) {
    // expect: BorrowEscapes
    return training ? pool.rent(x.shape()) : x;
  }

  float mended(TensorPool pool, Shape shape, boolean training) {
    try (PooledTensor x = pool.rent(shape);
        PooledTensor dropped = pool.rent(shape)) {
      Tensor result = training ? dropped : x;
      return result.get(0);
    }
  }
}
