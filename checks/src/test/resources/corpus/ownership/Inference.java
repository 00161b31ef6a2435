package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.util.*;
import java.util.function.*;

/// What private code does is found from its body.
class Inference {
  private static void end(PooledTensor t) {
    t.close();
  }

  private static void endIfThere(PooledTensor t) {
    if (t != null) {
      t.close();
    }
  }

  private static void endIndirectly(PooledTensor t) {
    end(t);
  }

  private static void endAll(PooledTensor first, PooledTensor second) {
    try {
      first.close();
    } finally {
      second.close();
    }
  }

  private static void endInPart(PooledTensor first, PooledTensor second) {
    first.close();
    second.fill(0);
  }

  private static float look(PooledTensor t) {
    return t.get(0);
  }

  private static PooledTensor same(PooledTensor t) {
    t.fill(0);
    return t;
  }

  private static PooledTensor create(TensorPool pool) {
    PooledTensor t = pool.rent(Shape.of(1));
    return t;
  }

  private static PooledTensor createOrNull(TensorPool pool, boolean wanted) {
    return wanted ? pool.rent(Shape.of(1)) : null;
  }

  private static IllegalStateException fail() {
    throw new IllegalStateException("never returns");
  }

  private static void endRecursively(PooledTensor t, int depth) {
    if (depth == 0) {
      t.close();
    } else {
      endRecursively(t, depth - 1);
    }
  }

  private static void ping(PooledTensor t, int depth) {
    if (depth == 0) {
      t.close();
    } else {
      pong(t, depth - 1);
    }
  }

  private static void pong(PooledTensor t, int depth) {
    ping(t, depth);
  }

  void ends(TensorPool pool, Shape shape) {
    end(pool.rent(shape));
    endIfThere(pool.rent(shape));
    endIndirectly(pool.rent(shape));
    endRecursively(pool.rent(shape), 3);
    ping(pool.rent(shape), 3);
    endAll(pool.rent(shape), pool.rent(shape));
  }

  void endsTwice(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    end(t);
    // expect: DoubleClose
    end(t);
  }

  void usesAfterTheHelper(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    endIndirectly(t);
    // expect: UseAfterClose
    t.fill(0);
  }

  void passesAfterTheHelper(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    end(t);
    // expect: UseAfterClose
    look(t);
  }

  void endsOneOfTwo(TensorPool pool, Shape shape) {
    PooledTensor first = pool.rent(shape);
    // expect: PooledNotClosed
    PooledTensor second = pool.rent(shape);
    endInPart(first, second);
  }

  void onlyLooks(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    look(pool.rent(shape));
  }

  void passesThrough(TensorPool pool, Shape shape) {
    PooledTensor t = same(pool.rent(shape));
    t.close();
  }

  void passesThroughAndForgets(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    same(pool.rent(shape));
  }

  void passesThroughTwice(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    PooledTensor again = same(same(t));
    again.close();
    // expect: DoubleClose
    t.close();
  }

  void creates(TensorPool pool) {
    try (PooledTensor t = create(pool)) {
      t.fill(0);
    }
  }

  void createsAndForgets(TensorPool pool) {
    // expect: PooledNotClosed
    PooledTensor t = create(pool);
    t.fill(0);
  }

  void createsPerhaps(TensorPool pool, boolean wanted) {
    PooledTensor t = createOrNull(pool, wanted);
    if (t != null) {
      t.close();
    }
  }

  void createsPerhapsAndForgets(TensorPool pool, boolean wanted) {
    // expect: PooledNotClosed
    PooledTensor t = createOrNull(pool, wanted);
    if (t != null) {
      t.fill(0);
    }
  }

  void neverReturns(TensorPool pool, Shape shape, boolean b) {
    PooledTensor t = pool.rent(shape);
    if (b) {
      t.close();
      throw fail();
    }
    t.close();
  }

  private static final class Registry implements AutoCloseable {
    private final List<PooledTensor> tensors = new ArrayList<>();

    void keep(PooledTensor t) {
      tensors.add(t);
    }

    PooledTensor tracked(PooledTensor t) {
      tensors.add(t);
      return t;
    }

    @Override
    public void close() {
      tensors.forEach(PooledTensor::close);
    }
  }

  void keeps(TensorPool pool, Shape shape) {
    try (Registry registry = new Registry()) {
      registry.keep(pool.rent(shape));
      registry.tracked(pool.rent(shape)).fill(0);
    }
  }

  void anonymousClassCloses(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    AutoCloseable closer =
        new AutoCloseable() {
          @Override
          public void close() {
            t.close();
          }
        };
    System.out.println(closer);
  }

  void localClassCloses(TensorPool pool, Shape shape) {
    class Closer {
      void end(PooledTensor t) {
        t.close();
      }
    }
    new Closer().end(pool.rent(shape));
  }

  void localClassLooks(TensorPool pool, Shape shape) {
    class Reader {
      float read(PooledTensor t) {
        return t.get(0);
      }
    }
    // expect: PooledNotClosed
    new Reader().read(pool.rent(shape));
  }

  void lambdaOnlyReads(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    Runnable read = () -> t.get(0);
    read.run();
  }

  void lambdaReadsAndTheBodyCloses(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Runnable read = () -> t.get(0);
    read.run();
    t.close();
  }

  void lambdaCloses(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Runnable end = () -> t.close();
    end.run();
  }

  void methodReferenceCloses(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    Runnable end = t::close;
    end.run();
  }

  Supplier<PooledTensor> lambdaCreates(TensorPool pool, Shape shape) {
    return () -> pool.rent(shape);
  }

  Runnable lambdaForgets(TensorPool pool, Shape shape) {
    return () -> {
      // expect: PooledNotClosed
      PooledTensor t = pool.rent(shape);
      t.fill(0);
    };
  }

  Runnable lambdaClosesItsOwn(TensorPool pool, Shape shape) {
    return () -> {
      try (PooledTensor t = pool.rent(shape)) {
        t.fill(0);
      }
    };
  }

  static class Owner implements AutoCloseable {
    private final PooledTensor kept;

    Owner(PooledTensor kept) {
      this.kept = kept;
    }

    @Override
    public void close() {
      kept.close();
    }
  }

  static class Viewer {
    private final float first;

    Viewer(PooledTensor seen) {
      this.first = seen.get(0);
    }
  }

  void constructorTakesOver(TensorPool pool, Shape shape) {
    try (Owner owner = new Owner(pool.rent(shape))) {
      System.out.println(owner);
    }
  }

  void constructorOnlyLooks(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    Viewer viewer = new Viewer(pool.rent(shape));
    System.out.println(viewer.first);
  }

  void constructorLooksAndTheBodyCloses(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      System.out.println(new Viewer(t).first);
    }
  }
}
