package corpus.contract;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;

/// Annotations of one declaration.
class Declarations {
  @interface MustBeClosed {}

  @interface NotOwning {}

  @Pooled
  // expect: LifetimeContract
  @Borrowed
  PooledTensor ownedAndBorrowed(TensorPool pool) {
    throw new UnsupportedOperationException();
  }

  @Pooled
  // expect: LifetimeContract
  @Scoped
  PooledTensor ownedAndScoped(TensorScope scope) {
    throw new UnsupportedOperationException();
  }

  @Pooled
  // expect: LifetimeContract
  @Workspace
  PooledTensor ownedAndWorkspace() {
    throw new UnsupportedOperationException();
  }

  @MustBeClosed
  // expect: LifetimeContract
  @Borrowed
  PooledTensor ownedByAPeersWord() {
    throw new UnsupportedOperationException();
  }

  @Pooled
  // expect: LifetimeContract
  @NotOwning
  PooledTensor borrowedByAPeersWord() {
    throw new UnsupportedOperationException();
  }

  @Scoped
  @Uninitialized
  PooledTensor scopedAndUninitialized(TensorScope scope) {
    throw new UnsupportedOperationException();
  }

  @Pooled
  @Uninitialized
  PooledTensor ownedAndUninitialized(TensorPool pool) {
    throw new UnsupportedOperationException();
  }

  @Borrowed
  @Workspace
  Tensor borrowedAndWorkspace() {
    throw new UnsupportedOperationException();
  }

  void parameterOwnedAndBorrowed(
      // expect: LifetimeContract
      @Pooled @Borrowed PooledTensor t) {
    t.close();
  }

  void parameterOwned(@Pooled PooledTensor t) {
    t.close();
  }

  void parameterBorrowed(@Borrowed PooledTensor t) {
    t.fill(0);
  }

  void overwritesAndAccumulates(
      // expect: LifetimeContract
      @Overwrites @Accumulates Tensor t) {
    t.fill(0);
  }

  void overwrites(@Overwrites Tensor t) {
    t.fill(0);
  }

  void accumulates(@Accumulates @MayAlias Tensor t) {
    t.set(0, t.get(0) + 1);
  }

  void mayAliasAnInput(
      // expect: LifetimeContract
      @MayAlias Tensor t, @Overwrites Tensor destination) {
    destination.copyFrom(t);
  }

  void mayAliasADestination(Tensor t, @Overwrites @MayAlias Tensor destination) {
    destination.copyFrom(t);
  }

  // expect: LifetimeContract
  @Borrowed("x")
  Tensor lenderThatIsNotThere(Tensor t) {
    return t;
  }

  // expect: LifetimeContract
  @Borrowed("this")
  static Tensor lenderThisOfAStaticMethod(Tensor t) {
    return t;
  }

  // expect: LifetimeContract
  @Borrowed("t")
  Tensor lenderThatIsTakenOver(@Pooled PooledTensor t) {
    return t;
  }

  @Borrowed("t")
  Tensor lenderThatIsAParameter(Tensor t) {
    return t.reshape(t.shape());
  }

  @Borrowed({"one", "other"})
  Tensor severalLenders(Tensor one, Tensor other, boolean first) {
    return first ? one : other;
  }

  @Borrowed("this")
  Tensor lenderThis() {
    return Tensor.of(Shape.of(1), 1);
  }

  @Borrowed
  static Tensor borrowedFromItsParameters(Tensor t) {
    return t;
  }

  // expect: LifetimeContract
  @Pooled
  int ownedNumber() {
    return 1;
  }

  // expect: LifetimeContract
  @Pooled
  void ownedNothing() {}

  // expect: LifetimeContract
  @Borrowed
  String borrowedText() {
    return "";
  }

  // expect: LifetimeContract
  @Borrowed
  void borrowedNothing() {}

  // expect: LifetimeContract
  @Uninitialized
  void uninitializedNothing() {}

  // expect: LifetimeContract
  @Uninitialized
  int uninitializedNumber() {
    return 0;
  }

  // expect: LifetimeContract
  @Workspace
  void workspaceOfNothing() {}

  // expect: LifetimeContract
  @Workspace
  static Tensor workspaceOfNobody() {
    return Tensor.of(Shape.of(1), 1);
  }

  @Workspace
  Tensor workspace() {
    return Tensor.of(Shape.of(1), 1);
  }

  @Pooled
  List<PooledTensor> ownedList(TensorPool pool, Shape shape) {
    return List.of(pool.rent(shape));
  }

  @Pooled
  <T> T ownedThing(T thing) {
    return thing;
  }

  void ownedNumberGiven(
      // expect: LifetimeContract
      @Pooled int number) {}

  void textOverwritten(
      // expect: LifetimeContract
      @Overwrites String text) {}

  void arrayOverwritten(@Overwrites float[] values) {
    Arrays.fill(values, 0);
  }

  // expect: LifetimeContract
  @Scoped
  Tensor scopedWithoutAScope(Shape shape) {
    return Tensor.of(shape);
  }

  @Scoped
  Tensor scopedByAParameter(TensorScope scope, Shape shape) {
    return scope.rent(shape);
  }

  @Overwrites
  void receiverOverwritten() {}

  @Overwrites
  Declarations receiverOverwrittenAndReturned() {
    return this;
  }

  // expect: LifetimeContract
  @Pooled(closers = "release")
  interface CloserThatIsNotThere {
    void close();
  }

  @Pooled(closers = {"release", "close"})
  interface CloserThatIsThere {
    void close();

    void release();
  }

  @Pooled(closers = "close")
  interface CloserThatIsInherited extends AutoCloseable {}

  @Pooled
  interface CloserByDefault extends AutoCloseable {}

  record Pair(@Pooled PooledTensor one, @Borrowed Tensor other) implements AutoCloseable {
    @Override
    public void close() {
      one.close();
    }
  }

  static class Holder {
    // expect: LifetimeContract
    @Pooled private int number;

    @Borrowed private Tensor lent;

    Holder(Tensor lent) {
      this.lent = lent;
    }
  }
}
