package corpus.contract;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;

/// Methods held against those that they override.
class Overrides {
  interface Layer {
    PooledTensor owned(Tensor input);

    @Borrowed
    Tensor lent(Tensor input);

    @Workspace
    Tensor workspace(Tensor input);

    void takes(@Pooled PooledTensor t);

    void borrows(PooledTensor t);

    void overwrites(Tensor input, @Overwrites Tensor destination);

    void accumulates(Tensor input, @Accumulates Tensor destination);

    void inPlace(Tensor input, @Overwrites @MayAlias Tensor destination);
  }

  abstract static class SilentBase implements Layer {
    @Override
    public PooledTensor owned(Tensor input) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tensor lent(Tensor input) {
      return input;
    }

    @Override
    public Tensor workspace(Tensor input) {
      return input;
    }

    @Override
    public void takes(PooledTensor t) {
      t.close();
    }

    @Override
    public void borrows(PooledTensor t) {
      t.fill(0);
    }

    @Override
    public void overwrites(Tensor input, Tensor destination) {
      destination.copyFrom(input);
    }

    @Override
    public void accumulates(Tensor input, Tensor destination) {
      destination.set(0, destination.get(0) + input.get(0));
    }

    @Override
    public void inPlace(Tensor input, Tensor destination) {
      destination.copyFrom(input);
    }
  }

  abstract static class SameWords implements Layer {
    @Override
    @Pooled
    public PooledTensor owned(Tensor input) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Borrowed
    public Tensor lent(Tensor input) {
      return input;
    }

    @Override
    @Workspace
    public Tensor workspace(Tensor input) {
      return input;
    }

    @Override
    public void takes(@Pooled PooledTensor t) {
      t.close();
    }

    @Override
    public void borrows(@Borrowed PooledTensor t) {
      t.fill(0);
    }

    @Override
    public void overwrites(Tensor input, @Overwrites Tensor destination) {
      destination.copyFrom(input);
    }

    @Override
    public void inPlace(Tensor input, @Overwrites @MayAlias Tensor destination) {
      destination.copyFrom(input);
    }
  }

  abstract static class MorePromised implements Layer {
    @Override
    @Borrowed
    public Tensor workspace(Tensor input) {
      return input;
    }

    @Override
    public void overwrites(Tensor input, @Overwrites @MayAlias Tensor destination) {
      destination.copyFrom(input);
    }
  }

  abstract static class OwnedIsLent implements Layer {
    // expect: LifetimeContract
    @Borrowed
    @Override
    public PooledTensor owned(Tensor input) {
      throw new UnsupportedOperationException();
    }
  }

  abstract static class LentIsOwned implements Layer {
    // expect: LifetimeContract
    @Pooled
    @Override
    public Tensor lent(Tensor input) {
      return input;
    }
  }

  abstract static class LentIsReused implements Layer {
    // expect: LifetimeContract
    @Workspace
    @Override
    public Tensor lent(Tensor input) {
      return input;
    }
  }

  abstract static class WorkspaceIsOwned implements Layer {
    // expect: LifetimeContract
    @Pooled
    @Override
    public Tensor workspace(Tensor input) {
      return input;
    }
  }

  abstract static class ContentsAreUnspecified implements Layer {
    // expect: LifetimeContract
    @Uninitialized
    @Override
    public PooledTensor owned(Tensor input) {
      throw new UnsupportedOperationException();
    }
  }

  abstract static class TakenIsBorrowed implements Layer {
    @Override
    public void takes(
        // expect: LifetimeContract
        @Borrowed PooledTensor t) {
      t.fill(0);
    }
  }

  abstract static class BorrowedIsTaken implements Layer {
    @Override
    public void borrows(
        // expect: LifetimeContract
        @Pooled PooledTensor t) {
      t.close();
    }
  }

  abstract static class OverwrittenIsAddedTo implements Layer {
    @Override
    public void overwrites(
        Tensor input,
        // expect: LifetimeContract
        @Accumulates Tensor destination) {
      destination.set(0, destination.get(0) + input.get(0));
    }
  }

  abstract static class AddedToIsOverwritten implements Layer {
    @Override
    public void accumulates(
        Tensor input,
        // expect: LifetimeContract
        @Overwrites Tensor destination) {
      destination.copyFrom(input);
    }
  }

  abstract static class NotInPlaceAnyMore implements Layer {
    @Override
    public void inPlace(
        Tensor input,
        // expect: LifetimeContract
        @Overwrites Tensor destination) {
      destination.copyFrom(input);
    }
  }

  interface Factory<T> {
    T make();

    void accept(T value);
  }

  static class OfTensors implements Factory<PooledTensor> {
    private final TensorPool pool;

    OfTensors(TensorPool pool) {
      this.pool = pool;
    }

    @Override
    @Pooled
    public PooledTensor make() {
      return pool.rent(Shape.of(1));
    }

    @Override
    public void accept(@Pooled PooledTensor value) {
      value.close();
    }
  }

  interface Sink {
    void put(PooledTensor t);
  }

  interface Drain {
    void put(@Pooled PooledTensor t);
  }

  static void end(@Pooled PooledTensor t) {
    t.close();
  }

  static void print(PooledTensor t) {
    System.out.println(t.get(0));
  }

  Sink sinkThatTakesOver() {
    // expect: LifetimeContract
    return Overrides::end;
  }

  Sink sinkThatBorrows() {
    return Overrides::print;
  }

  Drain drainThatTakesOver() {
    return Overrides::end;
  }

  Consumer<PooledTensor> consumerOfAVariable() {
    return Overrides::end;
  }

  void overloaded(PooledTensor t) {
    t.fill(0);
  }

  void overloaded(@Pooled PooledTensor t, int times) {
    t.close();
  }

  private static class Hidden {
    private void run(@Pooled PooledTensor t) {
      t.close();
    }
  }

  private static class HiddenBelow extends Hidden {
    private void run(@Borrowed PooledTensor t) {
      t.fill(0);
    }
  }
}
