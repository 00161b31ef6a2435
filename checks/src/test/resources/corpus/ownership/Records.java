package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;

/// Records that hold resources and that nobody closes as a whole: each component is.
class Records {
  record Pair(PooledTensor left, PooledTensor right) {}

  record Named(String name, PooledTensor tensor) {
    Named {
      Objects.requireNonNull(name);
    }
  }

  record Box<T>(T value) {}

  /// Copies what it is given, and closes the original.
  record Copy(PooledTensor kept) {
    Copy {
      PooledTensor original = kept;
      kept = TensorPool.shared().rent(original.shape());
      original.close();
    }
  }

  record Open(PooledTensor tensor) {
    void close() {
      tensor.close();
    }
  }

  interface Sink {
    void take(Pair pair);
  }

  private @Nullable Pair kept;

  @interface Nullable {}

  void oneComponentIsNeverClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Pair pair = new Pair(pool.rent(shape), load());
    pair.left().close();
  }

  void noComponentIsClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Named named = new Named("a", pool.rent(shape));
    System.out.println(named.tensor().get(0));
  }

  void closedOnOnePathOnly(TensorPool pool, Shape shape, boolean keep) {
    // expect: PooledNotClosed
    Named named = new Named("a", pool.rent(shape));
    if (!keep) {
      named.tensor().close();
    }
  }

  void genericComponent(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Box<PooledTensor> box = new Box<>(pool.rent(shape));
    box.value().fill(0);
  }

  void madeAndDropped(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    new Named("a", pool.rent(shape));
  }

  void replaced(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Named named = new Named("a", pool.rent(shape));
    named = new Named("b", load());
    named.tensor().close();
  }

  void bothClosed(TensorPool pool, Shape shape) {
    Pair pair = new Pair(pool.rent(shape), null);
    pair.left().close();
  }

  void eachClosed(PooledTensor given) {
    Pair pair = new Pair(load(), load());
    try (PooledTensor left = pair.left();
        PooledTensor right = pair.right()) {
      System.out.println(left.get(0) + right.get(0));
    }
  }

  void closedThroughTheVariable(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Named named = new Named("a", t);
    System.out.println(named.name());
    t.close();
  }

  Pair returned(TensorPool pool, Shape shape) {
    return new Pair(pool.rent(shape), null);
  }

  private Pair pair() {
    Pair pair = new Pair(load(), null);
    return pair;
  }

  void fromAHelper() {
    Pair pair = pair();
    pair.left().close();
  }

  private void end(Pair pair) {
    pair.left().close();
    pair.right().close();
  }

  void closedByAHelper() {
    Pair pair = new Pair(load(), null);
    end(pair);
  }

  void stored() {
    kept = new Pair(load(), null);
  }

  void passedOn(Sink sink) {
    Pair pair = new Pair(load(), null);
    sink.take(pair);
  }

  void onAList(List<Pair> pairs) {
    pairs.add(new Pair(load(), null));
  }

  Runnable captured() {
    Pair pair = new Pair(load(), null);
    return () -> pair.left().close();
  }

  void takenApart() {
    Pair pair = new Pair(load(), null);
    if (pair instanceof Pair(PooledTensor left, PooledTensor right)) {
      left.close();
    }
  }

  void takenApartBySwitch() {
    Object pair = new Pair(load(), null);
    switch (pair) {
      case Pair(PooledTensor left, PooledTensor right) -> left.close();
      default -> {}
    }
  }

  void closesWhatItIsGiven(TensorPool pool, Shape shape) {
    Copy copy = new Copy(pool.rent(shape));
    copy.kept().close();
  }

  void closedByAMethodOfTheRecord(TensorPool pool, Shape shape) {
    Open open = new Open(pool.rent(shape));
    open.close();
  }

  void accessorByReference(TensorPool pool, Shape shape) {
    Named named = new Named("a", pool.rent(shape));
    Supplier<PooledTensor> tensor = named::tensor;
    tensor.get().close();
  }

  @Pooled
  static PooledTensor load() {
    return TensorPool.shared().rent(Shape.of(1));
  }

  record Owning(@Pooled PooledTensor left, @Pooled PooledTensor right) implements AutoCloseable {
    @Override
    public void close() {
      left.close();
      right.close();
    }
  }

  void owningNeverClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Owning owning = new Owning(pool.rent(shape), null);
    owning.left().fill(1);
  }

  void owningClosedInPart(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Owning owning = new Owning(pool.rent(shape), load());
    owning.left().close();
  }

  void owningClosedByTry(TensorPool pool, Shape shape) {
    try (Owning owning = new Owning(pool.rent(shape), load())) {
      owning.left().fill(1);
    }
  }

  void owningClosed(TensorPool pool, Shape shape) {
    Owning owning = new Owning(pool.rent(shape), load());
    owning.close();
  }

  private Pair both(TensorPool pool, Shape shape) {
    return new Pair(pool.rent(shape), pool.rent(shape));
  }

  void fromAHelperNeverClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Pair pair = both(pool, shape);
    pair.left().fill(1);
  }

  void fromAHelperClosedInPart(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Pair pair = both(pool, shape);
    pair.left().close();
  }

  void fromAHelperBothClosed(TensorPool pool, Shape shape) {
    Pair pair = both(pool, shape);
    pair.left().close();
    pair.right().close();
  }

  void fromAHelperTakenApart(TensorPool pool, Shape shape) {
    Pair pair = both(pool, shape);
    if (pair instanceof Pair(PooledTensor left, PooledTensor right)) {
      left.close();
      right.close();
    }
  }

  private Pair withOne(PooledTensor given) {
    return new Pair(given, load());
  }

  void oneOfTheHelpersIsKnownHere(TensorPool pool, Shape shape) {
    PooledTensor mine = pool.rent(shape);
    Pair pair = withOne(mine);
    mine.close();
    pair.right().close();
  }

  private Pair oneOrBoth(TensorPool pool, Shape shape, boolean both) {
    return both ? new Pair(pool.rent(shape), load()) : new Pair(pool.rent(shape), null);
  }

  void nobodyKnowsHowMany(TensorPool pool, Shape shape, boolean both) {
    Pair pair = oneOrBoth(pool, shape, both);
    pair.left().close();
  }

  record Attention(PooledTensor query, PooledTensor key, PooledTensor value, PooledTensor output) {}

  void fourComponentsClosed(TensorPool pool, Shape shape) {
    Attention weights = new Attention(load(), load(), load(), load());
    weights.query().close();
    weights.key().close();
    weights.value().close();
    weights.output().close();
  }

  void threeOfFourComponentsClosed(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Attention weights = new Attention(pool.rent(shape), null, null, null);
    System.out.println(weights.query().get(0));
  }
}
