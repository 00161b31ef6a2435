package corpus.memory;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;

/// Destinations that share memory with an input.
class Aliases {
  static void add(Tensor a, Tensor b, @Overwrites @MayAlias Tensor destination) {}

  static void multiply(Tensor a, Tensor b, @Overwrites Tensor destination) {}

  static void accumulate(Tensor a, @Accumulates Tensor destination) {}

  static void scale(float factor, @Overwrites float[] destination, float[] source) {}

  static void split(Tensor source, @Overwrites Tensor low, @Overwrites Tensor high) {}

  void sameVariable(Tensor a, Tensor b) {
    // expect: AliasedDestination
    multiply(a, b, a);
  }

  void sameVariableWhereAllowed(Tensor a, Tensor b) {
    add(a, b, a);
  }

  void otherVariable(Tensor a, Tensor b, Tensor c) {
    multiply(a, b, c);
  }

  void sameInputTwice(Tensor a, Tensor c) {
    multiply(a, a, c);
  }

  void alias(Tensor a, Tensor b) {
    Tensor destination = a;
    // expect: AliasedDestination
    multiply(a, b, destination);
  }

  void viewOfTheDestination(Tensor a, Tensor b, Shape shape) {
    Tensor flat = a.reshape(shape);
    // expect: AliasedDestination
    multiply(flat, b, a);
  }

  void viewAsDestination(Tensor a, Tensor b, Shape shape) {
    // expect: AliasedDestination
    multiply(a, b, a.reshape(shape));
  }

  void viewOfAView(Tensor a, Tensor b, Shape shape) {
    Tensor view = a.reshape(shape).slice(0, 2);
    // expect: AliasedDestination
    multiply(a, b, view);
  }

  void twoViewsOfAll(Tensor a, Tensor b, Shape shape) {
    Tensor one = a.reshape(shape);
    Tensor other = a.reshape(shape);
    // expect: AliasedDestination
    multiply(one, b, other);
  }

  void overlappingRows(Tensor a, Tensor b) {
    // expect: AliasedDestination
    multiply(a.slice(0, 3), b, a.slice(2, 5));
  }

  void separateRows(Tensor a, Tensor b) {
    multiply(a.slice(0, 2), b, a.slice(2, 4));
  }

  void unknownRows(Tensor a, Tensor b, int middle, int end) {
    multiply(a.slice(0, middle), b, a.slice(middle, end));
  }

  void rowsOfRows(Tensor a, Tensor b) {
    Tensor upper = a.slice(4, 8);
    // expect: AliasedDestination
    multiply(upper.slice(0, 2), b, a.slice(5, 6));
  }

  void separateRowsOfRows(Tensor a, Tensor b) {
    Tensor upper = a.slice(4, 8);
    multiply(upper.slice(2, 4), b, a.slice(0, 6));
  }

  void accumulating(Tensor a) {
    // expect: AliasedDestination
    accumulate(a, a);
  }

  void accumulatingElsewhere(Tensor a, Tensor sum) {
    accumulate(a, sum);
  }

  void sameArray(float[] values) {
    // expect: AliasedDestination
    scale(2, values, values);
  }

  void otherArray(float[] values, float[] scaled) {
    scale(2, scaled, values);
  }

  void twoDestinations(Tensor source, Tensor half) {
    // expect: AliasedDestination
    split(source, half, half);
  }

  void twoDestinationsOfTheirOwn(Tensor source, Tensor low, Tensor high) {
    split(source, low, high);
  }

  void copyOntoItself(Tensor a) {
    // expect: AliasedDestination
    a.copyFrom(a.slice(0, 1));
  }

  void copyFromAnother(Tensor a, Tensor b) {
    a.copyFrom(b.slice(0, 1));
  }

  float rented(TensorPool pool, Tensor input, Shape shape) {
    try (PooledTensor hidden = pool.rent(shape)) {
      multiply(input, input, hidden);
      // expect: AliasedDestination
      multiply(hidden, input, hidden);
      return hidden.get(0);
    }
  }

  float pingPong(TensorPool pool, Tensor input, Shape shape, int rounds) {
    try (PooledTensor one = pool.rent(shape);
        PooledTensor other = pool.rent(shape)) {
      Tensor from = one;
      Tensor to = other;
      for (int i = 0; i < rounds; i++) {
        multiply(from, input, to);
        Tensor swapped = from;
        from = to;
        to = swapped;
      }
      return from.get(0);
    }
  }

  float twoRents(TensorPool pool, Tensor input, Shape shape) {
    try (PooledTensor one = pool.rent(shape);
        PooledTensor other = pool.rent(shape)) {
      multiply(input, one, other);
      return other.get(0);
    }
  }

  float rentedInALoop(TensorPool pool, Tensor input, Shape shape, int rounds) {
    float sum = 0;
    PooledTensor last = pool.rent(shape);
    for (int i = 0; i < rounds; i++) {
      PooledTensor next = pool.rent(shape);
      multiply(last, input, next);
      sum += next.get(0);
      last.close();
      last = next;
    }
    last.close();
    return sum;
  }

  float fromAScope(TensorScope scope, Tensor input, Shape shape) {
    Tensor one = scope.rent(shape);
    Tensor other = scope.rent(shape);
    multiply(input, one, other);
    // expect: AliasedDestination
    multiply(one, other, one.reshape(shape));
    return one.get(0);
  }

  interface Cache {
    @Borrowed
    Tensor keys();

    @Borrowed
    Tensor values();
  }

  void twoParts(Cache cache, Tensor input) {
    multiply(input, cache.keys(), cache.values());
  }

  void onOnePath(Tensor a, Tensor b, Tensor spare, boolean inPlace) {
    Tensor destination = inPlace ? a : spare;
    // expect: AliasedDestination
    multiply(a, b, destination);
  }

  void tested(Tensor a, Tensor b, Tensor spare) {
    Tensor destination = a == b ? spare : b;
    multiply(a, a, destination);
  }

  private Tensor state;

  Aliases(Tensor state) {
    this.state = state;
  }

  void fieldOntoItself(Tensor b) {
    // expect: AliasedDestination
    multiply(state, b, state);
  }

  void fieldAndParameter(Tensor b) {
    multiply(b, b, state);
  }
}
