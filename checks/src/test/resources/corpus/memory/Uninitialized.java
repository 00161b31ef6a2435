package corpus.memory;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.stream.*;

/// Memory that is rented without being cleared.
class Uninitialized {
  static void add(Tensor a, Tensor b, @Overwrites @MayAlias Tensor destination) {}

  static void accumulate(Tensor a, @Accumulates Tensor destination) {}

  interface Layer {
    void forwardInto(Tensor input, @Overwrites Tensor destination);
  }

  float readAtOnce(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      // expect: UninitializedRead
      return t.get(0);
    }
  }

  float filledFirst(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      t.fill(0);
      return t.get(0);
    }
  }

  float rentedZeroed(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      return t.get(0);
    }
  }

  float accumulatedIntoUncleared(TensorPool pool, Shape shape, Tensor a) {
    try (PooledTensor sum = pool.rentUninitialized(shape)) {
      // expect: UninitializedRead
      accumulate(a, sum);
      return sum.get(0);
    }
  }

  float accumulatedIntoCleared(TensorPool pool, Shape shape, Tensor a) {
    try (PooledTensor sum = pool.rentUninitialized(shape)) {
      sum.fill(0);
      accumulate(a, sum);
      return sum.get(0);
    }
  }

  float accumulatedIntoZeroed(TensorPool pool, Shape shape, Tensor a) {
    try (PooledTensor sum = pool.rent(shape)) {
      accumulate(a, sum);
      return sum.get(0);
    }
  }

  float overwrittenByAKernel(TensorPool pool, Shape shape, Tensor a) {
    try (PooledTensor sum = pool.rentUninitialized(shape)) {
      add(a, a, sum);
      return sum.get(0);
    }
  }

  float inputOfAKernel(TensorPool pool, Shape shape, Tensor a) {
    try (PooledTensor input = pool.rentUninitialized(shape)) {
      // expect: UninitializedRead
      add(a, input, a);
      return a.get(0);
    }
  }

  float inPlaceWithoutContents(TensorPool pool, Shape shape, Tensor a) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      // expect: UninitializedRead
      add(a, t, t);
      return t.get(0);
    }
  }

  float freshnessFlagThatSkipsClearing(TensorPool pool, Shape shape, Tensor a, boolean fresh) {
    try (PooledTensor sum = pool.rentUninitialized(shape)) {
      if (!fresh) {
        sum.fill(0);
      }
      // expect: UninitializedRead
      accumulate(a, sum);
      return sum.get(0);
    }
  }

  float freshnessFlagThatDecidesBoth(TensorPool pool, Shape shape, Tensor a, boolean fresh) {
    PooledTensor sum = fresh ? pool.rent(shape) : pool.rentUninitialized(shape);
    try {
      if (!fresh) {
        sum.fill(0);
      }
      accumulate(a, sum);
      return sum.get(0);
    } finally {
      sum.close();
    }
  }

  float eitherKindOfRent(TensorPool pool, Shape shape, boolean fresh) {
    PooledTensor t = fresh ? pool.rent(shape) : pool.rentUninitialized(shape);
    try {
      // expect: UninitializedRead
      return t.get(0);
    } finally {
      t.close();
    }
  }

  float writtenInALoopThatMayNotRun(TensorPool pool, Shape shape, Tensor a, List<Layer> layers) {
    try (PooledTensor out = pool.rentUninitialized(shape)) {
      for (Layer layer : layers) {
        layer.forwardInto(a, out);
      }
      // expect: UninitializedRead
      return out.get(0);
    }
  }

  float clearedBeforeTheLoop(TensorPool pool, Shape shape, Tensor a, List<Layer> layers) {
    try (PooledTensor out = pool.rentUninitialized(shape)) {
      out.fill(0);
      for (Layer layer : layers) {
        layer.forwardInto(a, out);
      }
      return out.get(0);
    }
  }

  float writtenPieceByPiece(TensorPool pool, Shape shape, int count) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      for (int i = 0; i < count; i++) {
        t.set(i, i);
      }
      return t.get(0);
    }
  }

  float writtenRowByRow(TensorPool pool, Shape shape, List<Tensor> rows) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      for (int i = 0; i < rows.size(); i++) {
        t.slice(i, i + 1).copyFrom(rows.get(i));
      }
      return t.get(0);
    }
  }

  float writtenThroughAView(TensorPool pool, Shape shape, Shape flat) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      t.reshape(flat).fill(1);
      return t.get(0);
    }
  }

  float readThroughAView(TensorPool pool, Shape shape, Shape flat) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      // expect: UninitializedRead
      return t.reshape(flat).get(0);
    }
  }

  float readThroughAnAlias(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      Tensor same = t;
      // expect: UninitializedRead
      return same.toArray()[0];
    }
  }

  float copied(TensorPool pool, Shape shape, float[] source) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      t.copyFrom(source);
      return t.get(0);
    }
  }

  void copiedFrom(TensorPool pool, Shape shape, Tensor target) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      // expect: UninitializedRead
      target.copyFrom(t);
    }
  }

  void copiedOut(TensorPool pool, Shape shape, float[] target) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      // expect: UninitializedRead
      t.copyTo(0, target, 0, target.length);
    }
  }

  int onlyItsShape(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rentUninitialized(shape)) {
      return t.shape().rank();
    }
  }

  float fromAScope(TensorScope scope, Shape shape) {
    Tensor t = scope.rentUninitialized(shape);
    // expect: UninitializedRead
    return t.get(0);
  }

  float fromAScopeFilled(TensorScope scope, Shape shape) {
    Tensor t = scope.rentUninitialized(shape);
    t.fill(1);
    return t.get(0);
  }

  float fromAScopeInEachRound(TensorScope scope, Shape shape, Tensor a, int rounds) {
    float sum = 0;
    for (int i = 0; i < rounds; i++) {
      Tensor t = scope.rentUninitialized(shape);
      add(a, a, t);
      sum += t.get(0);
    }
    return sum;
  }

  float rentedAnewInEachRound(TensorScope scope, Shape shape, Tensor a, int rounds) {
    float sum = 0;
    for (int i = 0; i < rounds; i++) {
      Tensor t = scope.rentUninitialized(shape);
      if (i == 0) {
        t.fill(0);
      }
      // expect: UninitializedRead
      accumulate(a, t);
      sum += t.get(0);
    }
    return sum;
  }

  float onOneBranch(TensorScope scope, Shape shape, boolean clear) {
    Tensor t = scope.rentUninitialized(shape);
    if (clear) {
      t.fill(0);
    } else {
      t.copyFrom(new float[] {1});
    }
    return t.get(0);
  }

  float bySwitch(TensorScope scope, Shape shape, int mode) {
    Tensor t = scope.rentUninitialized(shape);
    switch (mode) {
      case 0 -> t.fill(0);
      case 1 -> t.fill(1);
      default -> {}
    }
    // expect: UninitializedRead
    return t.get(0);
  }

  float bySwitchThatThrows(TensorScope scope, Shape shape, int mode) {
    Tensor t = scope.rentUninitialized(shape);
    switch (mode) {
      case 0 -> t.fill(0);
      case 1 -> t.fill(1);
      default -> throw new IllegalArgumentException("mode");
    }
    return t.get(0);
  }

  float initializedByAHelper(TensorScope scope, Shape shape) {
    Tensor t = scope.rentUninitialized(shape);
    initialize(t);
    return t.get(0);
  }

  private static void initialize(Tensor t) {
    t.fill(0);
  }

  float initializedByAFunction(TensorScope scope, Shape shape, int count) {
    Tensor t = scope.rentUninitialized(shape);
    IntStream.range(0, count).forEach(i -> t.set(i, 0));
    return t.get(0);
  }

  float initializedBySomebodyElse(TensorScope scope, Shape shape, List<Tensor> all) {
    Tensor t = scope.rentUninitialized(shape);
    all.add(t);
    return t.get(0);
  }

  @dev.tenure.annotations.Uninitialized
  PooledTensor handedOut(TensorPool pool, Shape shape) {
    return pool.rentUninitialized(shape);
  }

  float handedOutAndRead(TensorPool pool, Shape shape) {
    try (PooledTensor t = handedOut(pool, shape)) {
      // expect: UninitializedRead
      return t.get(0);
    }
  }

  /// A buffer of our own that says what its methods do.
  @Pooled
  interface Accumulator extends AutoCloseable {
    @Overwrites
    void reset();

    @Accumulates
    void add(float value);

    float sum();

    @Override
    void close();
  }

  interface Accumulators {
    @dev.tenure.annotations.Uninitialized
    Accumulator take();
  }

  float addedBeforeReset(Accumulators all) {
    try (Accumulator sum = all.take()) {
      // expect: UninitializedRead
      sum.add(1);
      return sum.sum();
    }
  }

  float reset(Accumulators all) {
    try (Accumulator sum = all.take()) {
      sum.reset();
      sum.add(1);
      return sum.sum();
    }
  }

  float summedBeforeReset(Accumulators all) {
    try (Accumulator sum = all.take()) {
      // expect: UninitializedRead
      float before = sum.sum();
      sum.reset();
      return before;
    }
  }
}
