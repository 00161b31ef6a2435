package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.atomic.*;

/// Fields that own what they hold.
class OwningField {
  static class Closed implements AutoCloseable {
    private final PooledTensor weights;

    Closed(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  static class MissesOne implements AutoCloseable {
    private final PooledTensor weights;
    // expect: OwningFieldNotClosed
    @Pooled private final PooledTensor bias;

    MissesOne(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
      bias = pool.rent(shape);
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  static class GivesBothAway implements AutoCloseable {
    @Pooled private final PooledTensor weights;
    @Pooled private final PooledTensor bias;

    GivesBothAway(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
      bias = pool.rent(shape);
    }

    @Override
    public void close() {
      closeAll(weights, this.bias);
    }
  }

  static void closeAll(@Pooled PooledTensor first, @Pooled PooledTensor second) {
    first.close();
    second.close();
  }

  static class LendsFirst implements AutoCloseable {
    // expect: OwningFieldNotClosed
    @Pooled private final PooledTensor weights;

    LendsFirst(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
    }

    @Override
    public void close() {
      print(weights);
    }
  }

  static void print(Tensor tensor) {
    System.out.println(tensor.get(0));
  }

  static class ClosesItElsewhereOnly implements AutoCloseable {
    // expect: OwningFieldNotClosed
    private final PooledTensor scratch;

    ClosesItElsewhereOnly(TensorPool pool, Shape shape) {
      scratch = pool.rent(shape);
    }

    void shrink() {
      scratch.close();
    }

    @Override
    public void close() {
      System.out.println("closed");
    }
  }

  static class NoClose {
    // expect: OwningFieldNotClosed
    @Pooled private final PooledTensor weights;

    NoClose(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
    }
  }

  static class NeverClosedAnywhere {
    private final PooledTensor weights;

    NeverClosedAnywhere(TensorPool pool, Shape shape) {
      // expect: PooledNotClosed
      weights = pool.rent(shape);
    }

    float first() {
      return weights.get(0);
    }
  }

  static class EmptyClose implements AutoCloseable {
    // expect: OwningFieldNotClosed
    @Pooled private PooledTensor weights;

    void load(@Pooled PooledTensor loaded) {
      if (weights == null) {
        weights = loaded;
      } else {
        loaded.close();
      }
    }

    @Override
    public void close() {}
  }

  static class BehindALocalCondition implements AutoCloseable {
    // expect: OwningFieldNotClosed
    private final PooledTensor weights;

    BehindALocalCondition(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
    }

    @Override
    public void close() {
      boolean quiet = Boolean.parseBoolean("true");
      if (quiet) {
        return;
      }
      weights.close();
    }
  }

  static class ClosesOnce implements AutoCloseable {
    private final PooledTensor weights;
    private boolean closed;

    ClosesOnce(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      weights.close();
    }
  }

  static class ClosesOnceAtomically implements AutoCloseable {
    @Pooled private final PooledTensor weights;
    private final AtomicBoolean closed = new AtomicBoolean();

    ClosesOnceAtomically(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        weights.close();
      }
    }
  }

  static class MayOwn implements AutoCloseable {
    private final PooledTensor weights;
    private final boolean owns;

    MayOwn(PooledTensor weights, boolean owns) {
      this.weights = weights;
      this.owns = owns;
    }

    @Override
    public void close() {
      if (owns) {
        weights.close();
      }
    }
  }

  static class GuardedAgainstNull implements AutoCloseable {
    private PooledTensor scratch;

    PooledTensor scratch(TensorPool pool, Shape shape) {
      if (scratch == null) {
        scratch = pool.rent(shape);
      }
      return scratch;
    }

    @Override
    public void close() {
      if (scratch != null) {
        scratch.close();
        scratch = null;
      }
    }
  }

  static class Delegates implements AutoCloseable {
    private final PooledTensor query;
    private final PooledTensor key;

    Delegates(TensorPool pool, Shape shape) {
      query = pool.rent(shape);
      key = pool.rent(shape);
    }

    @Override
    public void close() {
      release();
    }

    private void release() {
      query.close();
      releaseKey();
    }

    private void releaseKey() {
      key.close();
    }
  }

  static class DelegatesInPart implements AutoCloseable {
    private final PooledTensor query;
    // expect: OwningFieldNotClosed
    private final PooledTensor key;

    DelegatesInPart(TensorPool pool, Shape shape) {
      query = pool.rent(shape);
      key = pool.rent(shape);
    }

    @Override
    public void close() {
      release();
    }

    private void release() {
      query.close();
    }

    void releaseKey() {
      key.close();
    }
  }

  static class Overwrites implements AutoCloseable {
    private PooledTensor result;

    void forward(TensorPool pool, Shape shape) {
      // expect: OwningFieldNotClosed
      result = pool.rent(shape);
    }

    @Override
    public void close() {
      if (result != null) {
        result.close();
      }
    }
  }

  static class ClosesBeforeItOverwrites implements AutoCloseable {
    private PooledTensor result;

    void forward(TensorPool pool, Shape shape) {
      if (result != null) {
        result.close();
      }
      result = pool.rent(shape);
    }

    @Override
    public void close() {
      if (result != null) {
        result.close();
      }
    }
  }

  static class SetsNullWithoutClosing implements AutoCloseable {
    private PooledTensor result;

    void forget() {
      // expect: OwningFieldNotClosed
      result = null;
    }

    void fill(TensorPool pool, Shape shape) {
      if (result == null) {
        result = pool.rent(shape);
      }
    }

    @Override
    public void close() {
      if (result != null) {
        result.close();
      }
    }
  }

  static class ClosesTheOldAfterwards implements AutoCloseable {
    private PooledTensor state;

    void replace(TensorPool pool, Shape shape) {
      PooledTensor old = state;
      state = pool.rent(shape);
      if (old != null) {
        old.close();
      }
    }

    @Override
    public void close() {
      state.close();
    }
  }

  static class Swaps implements AutoCloseable {
    private PooledTensor front;
    private PooledTensor back;

    Swaps(TensorPool pool, Shape shape) {
      front = pool.rent(shape);
      back = pool.rent(shape);
    }

    void swap() {
      PooledTensor t = front;
      front = back;
      back = t;
    }

    @Override
    public void close() {
      front.close();
      back.close();
    }
  }

  static class Grows implements AutoCloseable {
    private PooledTensor buffer;

    Grows(TensorPool pool, Shape shape) {
      buffer = pool.rent(shape);
    }

    void grow(TensorPool pool, Shape larger) {
      PooledTensor grown = pool.rent(larger);
      grown.copyFrom(buffer);
      buffer.close();
      buffer = grown;
    }

    void growAndForget(TensorPool pool, Shape larger) {
      PooledTensor grown = pool.rent(larger);
      grown.copyFrom(buffer);
      // expect: OwningFieldNotClosed
      buffer = grown;
    }

    @Override
    public void close() {
      buffer.close();
    }
  }

  static class TakesOver implements AutoCloseable {
    @Pooled private final PooledTensor given;

    TakesOver(@Pooled PooledTensor given) {
      this.given = given;
    }

    @Override
    public void close() {
      given.close();
    }
  }

  static class GivesOut implements AutoCloseable {
    private PooledTensor kept;

    GivesOut(TensorPool pool, Shape shape) {
      kept = pool.rent(shape);
    }

    @Pooled
    PooledTensor take() {
      PooledTensor taken = kept;
      kept = null;
      return taken;
    }

    @Override
    public void close() {
      if (kept != null) {
        kept.close();
      }
    }
  }

  static class OnlyLooks {
    private final PooledTensor borrowed;

    OnlyLooks(PooledTensor borrowed) {
      this.borrowed = borrowed;
    }

    float first() {
      return borrowed.get(0);
    }
  }

  static class LooksByAnnotation implements AutoCloseable {
    @Borrowed private final PooledTensor borrowed;

    LooksByAnnotation(PooledTensor borrowed) {
      this.borrowed = borrowed;
    }

    @Override
    public void close() {
      System.out.println(borrowed.get(0));
    }
  }

  static class List_ implements AutoCloseable {
    private final List<PooledTensor> pages = new ArrayList<>();

    void grow(TensorPool pool, Shape shape) {
      pages.add(pool.rent(shape));
    }

    @Override
    public void close() {
      for (PooledTensor page : pages) {
        page.close();
      }
    }
  }

  static class ListNeverClosed {
    private final List<PooledTensor> pages = new ArrayList<>();

    void grow(TensorPool pool, Shape shape) {
      // expect: PooledNotClosed
      pages.add(pool.rent(shape));
    }

    int count() {
      return pages.size();
    }
  }

  static class Array_ implements AutoCloseable {
    private final PooledTensor[] layers;

    Array_(TensorPool pool, Shape shape, int n) {
      layers = new PooledTensor[n];
      for (int i = 0; i < n; i++) {
        layers[i] = pool.rent(shape);
      }
    }

    @Override
    public void close() {
      for (PooledTensor layer : layers) {
        layer.close();
      }
    }
  }

  static class ListClosedInPart implements AutoCloseable {
    // expect: OwningFieldNotClosed
    private final List<PooledTensor> pages = new ArrayList<>();

    void grow(TensorPool pool, Shape shape) {
      pages.add(pool.rent(shape));
    }

    @Override
    public void close() {
      for (PooledTensor page : pages) {
        page.close();
        break;
      }
    }
  }

  static class Map_ implements AutoCloseable {
    private final Map<String, PooledTensor> cache = new HashMap<>();

    PooledTensor get(TensorPool pool, String name, Shape shape) {
      return cache.computeIfAbsent(name, unused -> pool.rent(shape));
    }

    @Override
    public void close() {
      cache.values().forEach(PooledTensor::close);
      cache.clear();
    }
  }

  @Pooled
  interface Failing extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  static class StopsAtTheFirstFailure implements AutoCloseable {
    private final Failing first;
    // expect: OwningFieldNotClosed
    private final Failing second;

    StopsAtTheFirstFailure(@Pooled Failing first, @Pooled Failing second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void close() throws IOException {
      first.close();
      second.close();
    }
  }

  static class ClosesBothWhateverHappens implements AutoCloseable {
    private final Failing first;
    private final Failing second;

    ClosesBothWhateverHappens(@Pooled Failing first, @Pooled Failing second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void close() throws IOException {
      try {
        first.close();
      } finally {
        second.close();
      }
    }
  }

  static class ClosesBothByTry implements AutoCloseable {
    private final Failing first;
    private final Failing second;

    ClosesBothByTry(@Pooled Failing first, @Pooled Failing second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void close() throws IOException {
      try (first;
          second) {
        System.out.println("closing");
      }
    }
  }

  abstract static class Base implements AutoCloseable {
    @Override
    public void close() {
      closeOwn();
    }

    protected abstract void closeOwn();
  }

  static class ClosedByTheHook extends Base {
    private final PooledTensor weights;

    ClosedByTheHook(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
    }

    @Override
    protected void closeOwn() {
      weights.close();
    }
  }

  static class SuperAlone extends Closed {
    private final PooledTensor extra;

    SuperAlone(TensorPool pool, Shape shape) {
      super(pool, shape);
      extra = pool.rent(shape);
    }

    @Override
    public void close() {
      extra.close();
      super.close();
    }
  }

  static class SuperButNotOwn extends Closed {
    // expect: OwningFieldNotClosed
    @Pooled private final PooledTensor extra;

    SuperButNotOwn(TensorPool pool, Shape shape) {
      super(pool, shape);
      extra = pool.rent(shape);
    }

    @Override
    public void close() {
      super.close();
    }
  }

  record Both(@Pooled PooledTensor left, @Pooled PooledTensor right) implements AutoCloseable {
    @Override
    public void close() {
      left.close();
      right.close();
    }
  }

  record Half(
      @Pooled PooledTensor left,
      // expect: OwningFieldNotClosed
      @Pooled PooledTensor right)
      implements AutoCloseable {
    @Override
    public void close() {
      left.close();
    }
  }

  static class Suppresses implements AutoCloseable {
    private final Failing failing;

    Suppresses(@Pooled Failing failing) {
      this.failing = failing;
    }

    @Override
    public void close() {
      try {
        failing.close();
      } catch (IOException e) {
        System.err.println(e);
      }
    }
  }

  static class AssignedTwice implements AutoCloseable {
    private PooledTensor weights;

    AssignedTwice(TensorPool pool, Shape shape) {
      weights = pool.rent(shape);
      // expect: OwningFieldNotClosed
      weights = pool.rent(shape);
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  static class ServiceWithStop {
    private PooledTensor state;

    void start(TensorPool pool, Shape shape) {
      if (state != null) {
        throw new IllegalStateException("started already");
      }
      state = pool.rent(shape);
    }

    void stop() {
      state.close();
      state = null;
    }
  }

  @interface BeforeEach {}

  @interface AfterEach {}

  static class Fixture {
    private TensorPool pool;

    @BeforeEach
    void open() {
      pool = TensorPool.withLimit(1 << 20);
    }

    @AfterEach
    void close() {
      pool.close();
    }
  }
}
