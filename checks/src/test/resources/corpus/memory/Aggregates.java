package corpus.memory;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Several resources of a scope in one value, and resources that are lent in a container.
class Aggregates {
  interface Layer {
    @Scoped
    Optional<PooledTensor> one(TensorScope scope, Tensor input);

    @Scoped
    PooledTensor[] each(TensorScope scope, Tensor input);

    @Scoped
    Pair pair(TensorScope scope, Tensor input);
  }

  record Pair(PooledTensor left, PooledTensor right) {}

  interface Model {
    @Borrowed
    Tensor run(@Borrowed Map<String, PooledTensor> inputs);

    float score(@Borrowed List<PooledTensor> inputs);
  }

  Optional<PooledTensor> optionalOfAClosedScope(TensorPool pool, Layer layer, Tensor input) {
    try (TensorScope scope = pool.openScope()) {
      // expect: BorrowEscapes
      return layer.one(scope, input);
    }
  }

  PooledTensor[] arrayOfAClosedScope(TensorPool pool, Layer layer, Tensor input) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor[] all = layer.each(scope, input);
      // expect: BorrowEscapes
      return all;
    }
  }

  Optional<PooledTensor> optionalPromoted(TensorPool pool, Layer layer, Tensor input) {
    try (TensorScope scope = pool.openScope()) {
      Optional<PooledTensor> result = layer.one(scope, input);
      result.ifPresent(scope::promote);
      return result;
    }
  }

  PooledTensor[] arrayPromoted(TensorPool pool, Layer layer, Tensor input) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor[] all = layer.each(scope, input);
      for (int i = 0; i < all.length; i++) {
        all[i] = scope.promote(all[i]);
      }
      return all;
    }
  }

  Pair recordPromoted(TensorPool pool, Layer layer, Tensor input) {
    try (TensorScope scope = pool.openScope()) {
      Pair pair = layer.pair(scope, input);
      return new Pair(scope.promote(pair.left()), scope.promote(pair.right()));
    }
  }

  @Scoped
  Pair lentInARecord(TensorScope scope, Layer layer, Tensor input) {
    PooledTensor[] all = layer.each(scope, input);
    return new Pair(all[0], rented(scope));
  }

  @Scoped
  private static PooledTensor rented(TensorScope scope) {
    return scope.rent(Shape.of(1));
  }

  PooledTensor[] arrayPromotedByAHelper(TensorPool pool, Layer layer, Tensor input) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor[] all = layer.each(scope, input);
      promoteAll(scope, all);
      return all;
    }
  }

  private static void promoteAll(TensorScope scope, PooledTensor[] all) {
    for (int i = 0; i < all.length; i++) {
      all[i] = scope.promote(all[i]);
    }
  }

  float lentInAMapForACall(TensorPool pool, Model model, Shape shape) {
    try (PooledTensor input = pool.rent(shape)) {
      return model.run(Map.of("input", input)).get(0);
    }
  }

  float lentInAListForACall(TensorPool pool, Model model, Shape shape) {
    try (PooledTensor input = pool.rent(shape)) {
      List<PooledTensor> inputs = List.of(input);
      return model.score(inputs);
    }
  }

  float lentInAListAndClosedAfterwards(TensorPool pool, Model model, Shape shape) {
    PooledTensor input = pool.rent(shape);
    float score = model.score(List.of(input));
    input.close();
    return score;
  }

  float lentInAListAndClosedFinally(TensorPool pool, Model model, Shape shape) {
    PooledTensor input = pool.rent(shape);
    try {
      return model.score(List.of(input));
    } finally {
      input.close();
    }
  }

  float lentInAListAndLeft(TensorPool pool, Model model, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor input = pool.rent(shape);
    return input.get(0) + model.score(List.of());
  }
}
