package corpus.ownership;

import dev.tenure.annotations.*;
import dev.tenure.memory.*;
import dev.tenure.tensor.*;
import java.io.File;
import java.io.IOException;
import java.util.*;

/// Resources that are dropped only when something throws.
class OnException {
  static void risky() {
    if (System.nanoTime() < 0) {
      throw new IllegalStateException("time runs backwards");
    }
  }

  static void riskyChecked() throws IOException {
    if (System.nanoTime() < 0) {
      throw new IOException("time runs backwards");
    }
  }

  void callBetween(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    risky();
    t.close();
  }

  void checkedCallBetween(TensorPool pool, Shape shape) throws IOException {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    riskyChecked();
    t.close();
  }

  void ownMethodBetween(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    t.fill(0);
    t.close();
  }

  void nothingBetween(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    t.close();
  }

  void quietCallsBetween(TensorPool pool, Shape shape, String name) {
    PooledTensor t = pool.rent(shape);
    int length = Math.max(name.length(), 3);
    boolean open = t.isOpen() && t.shape() != null;
    t.close();
    System.out.println(open ? length : 0);
  }

  void finallyCloses(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      risky();
    } finally {
      t.close();
    }
  }

  void tryWithResources(TensorPool pool, Shape shape) {
    try (PooledTensor t = pool.rent(shape)) {
      risky();
      t.fill(0);
    }
  }

  List<String> stepsOfAStream(java.nio.file.Path file) throws IOException {
    try (java.util.stream.Stream<String> lines =
        java.nio.file.Files.lines(file).filter(line -> !line.isEmpty()).map(String::strip)) {
      return lines.toList();
    }
  }

  void callBeforeTheTry(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    risky();
    try {
      t.fill(0);
    } finally {
      t.close();
    }
  }

  void secondRentBeforeTheTry(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor a = pool.rent(shape);
    PooledTensor b = pool.rent(shape);
    try {
      a.copyFrom(b);
    } finally {
      b.close();
      a.close();
    }
  }

  void bothInTheHeader(TensorPool pool, Shape shape) {
    try (PooledTensor a = pool.rent(shape);
        PooledTensor b = pool.rent(shape)) {
      a.copyFrom(b);
    }
  }

  void nestedTries(TensorPool pool, Shape shape) {
    PooledTensor a = pool.rent(shape);
    try {
      PooledTensor b = pool.rent(shape);
      try {
        a.copyFrom(b);
      } finally {
        b.close();
      }
    } finally {
      a.close();
    }
  }

  void nullInitialised(TensorPool pool, Shape shape) {
    PooledTensor a = null;
    PooledTensor b = null;
    try {
      a = pool.rent(shape);
      b = pool.rent(shape);
      a.copyFrom(b);
    } finally {
      if (a != null) {
        a.close();
      }
      if (b != null) {
        b.close();
      }
    }
  }

  void closeInCatchThenRethrow(TensorPool pool, Shape shape, List<PooledTensor> out) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } catch (RuntimeException e) {
      t.close();
      throw e;
    }
    out.add(t);
  }

  void catchOfAnotherTypeOnly(TensorPool pool, Shape shape) throws IOException {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    try {
      riskyChecked();
    } catch (IOException e) {
      t.close();
      throw e;
    }
    t.close();
  }

  PooledTensor factory(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    t.fill(1);
    return t;
  }

  PooledTensor factoryWithFlag(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    boolean ok = false;
    try {
      t.fill(1);
      ok = true;
      return t;
    } finally {
      if (!ok) {
        t.close();
      }
    }
  }

  PooledTensor factoryWithCatch(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(1);
      return t;
    } catch (Throwable e) {
      t.close();
      throw e;
    }
  }

  PooledTensor plainFactory(TensorPool pool, Shape shape) {
    return pool.rent(shape);
  }

  PooledTensor factoryWithCatchOfRuntimeExceptions(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(1);
      return t;
    } catch (RuntimeException e) {
      t.close();
      throw e;
    }
  }

  void explicitThrow(TensorPool pool, Shape shape, int n) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    if (n < 0) {
      throw new IllegalArgumentException("negative");
    }
    t.close();
  }

  void explicitThrowAfterClose(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    if (n < 0) {
      t.close();
      throw new IllegalArgumentException("negative");
    }
    t.close();
  }

  void explicitThrowInTheTry(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    try {
      if (n < 0) {
        throw new IllegalArgumentException("negative");
      }
    } finally {
      t.close();
    }
  }

  void caughtAndForgotten(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
      t.close();
    } catch (RuntimeException e) {
      System.err.println("failed");
    }
  }

  void caughtAndClosed(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      t.fill(0);
    } catch (RuntimeException e) {
      System.err.println("failed");
    } finally {
      t.close();
    }
  }

  void leaksOnBothWays(TensorPool pool, Shape shape) {
    // expect: PooledNotClosed
    PooledTensor t = pool.rent(shape);
    t.fill(0);
  }

  void handedOverAfterAFailure(TensorPool pool, Shape shape, List<PooledTensor> out) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    risky();
    out.add(t);
  }

  void handedOverAtOnce(TensorPool pool, Shape shape, List<PooledTensor> out) {
    out.add(pool.rent(shape));
    risky();
  }

  void listFilledWithoutCare(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      // expect: PooledNotClosedOnException
      tensors.add(pool.rent(shape));
    }
    tensors.forEach(PooledTensor::close);
  }

  void listFilledInATry(TensorPool pool, Shape shape, int n) {
    List<PooledTensor> tensors = new ArrayList<>();
    try {
      for (int i = 0; i < n; i++) {
        tensors.add(pool.rent(shape));
      }
    } finally {
      tensors.forEach(PooledTensor::close);
    }
  }

  void scopeIsSafe(TensorPool pool, Shape shape) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor t = scope.rent(shape);
      t.fill(0);
      risky();
    }
  }

  void scopeWithoutTry(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    TensorScope scope = pool.openScope();
    scope.rent(shape).fill(0);
    scope.close();
  }

  void argumentThrows(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    take(pool.rent(shape), compute());
  }

  void argumentBefore(TensorPool pool, Shape shape) {
    int n = compute();
    take(pool.rent(shape), n);
  }

  static int compute() {
    risky();
    return 1;
  }

  static void take(@Pooled PooledTensor t, int n) {
    t.close();
  }

  void retried(TensorPool pool, Shape shape) {
    for (int attempt = 0; attempt < 3; attempt++) {
      try (PooledTensor t = pool.rent(shape)) {
        t.fill(attempt);
        return;
      } catch (RuntimeException e) {
        System.err.println("again");
      }
    }
  }

  void retriedWithoutClosing(TensorPool pool, Shape shape) {
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        // expect: PooledNotClosedOnException
        PooledTensor t = pool.rent(shape);
        t.fill(attempt);
        t.close();
        return;
      } catch (RuntimeException e) {
        System.err.println("again");
      }
    }
  }

  void synchronizedBlock(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    synchronized (this) {
      risky();
    }
    t.close();
  }

  void finallyOfAnother(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    try {
      risky();
    } finally {
      System.out.println("done");
    }
    t.close();
  }

  void finallyReturns(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    try {
      risky();
    } finally {
      t.close();
      return;
    }
  }

  static class Built implements AutoCloseable {
    private final PooledTensor first;
    private final PooledTensor second;

    Built(TensorPool pool, Shape shape) {
      // expect: PooledNotClosedOnException
      first = pool.rent(shape);
      second = pool.rent(shape);
    }

    @Override
    public void close() {
      first.close();
      second.close();
    }
  }

  static class BuiltCarefully implements AutoCloseable {
    private final PooledTensor first;
    private final PooledTensor second;

    BuiltCarefully(TensorPool pool, Shape shape) {
      PooledTensor a = pool.rent(shape);
      try {
        second = pool.rent(shape);
      } catch (Throwable e) {
        a.close();
        throw e;
      }
      first = a;
    }

    @Override
    public void close() {
      first.close();
      second.close();
    }
  }

  static class BuiltAlone implements AutoCloseable {
    private final PooledTensor only;

    BuiltAlone(TensorPool pool, Shape shape) {
      only = pool.rent(shape);
    }

    @Override
    public void close() {
      only.close();
    }
  }

  static class Validates implements AutoCloseable {
    private final PooledTensor weights;

    Validates(TensorPool pool, Shape shape, int n) {
      // expect: PooledNotClosedOnException
      weights = pool.rent(shape);
      if (n < 0) {
        throw new IllegalArgumentException("negative");
      }
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  static class ValidatesFirst implements AutoCloseable {
    private final PooledTensor weights;

    ValidatesFirst(TensorPool pool, Shape shape, int n) {
      if (n < 0) {
        throw new IllegalArgumentException("negative");
      }
      weights = pool.rent(shape);
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  @interface Test {}

  static class OfATest {
    @Test
    void mayFail(TensorPool pool, Shape shape) {
      PooledTensor t = pool.rent(shape);
      risky();
      t.close();
    }
  }

  private int calls;

  private void count() {
    calls++;
  }

  private static int clamp(int n) {
    return n < 0 ? 0 : n;
  }

  private void mayRefuse(int n) {
    if (n < 0) {
      throw new IllegalArgumentException();
    }
  }

  void bodiesThatCannotThrowBetween(TensorPool pool, Shape shape, int n) {
    PooledTensor t = pool.rent(shape);
    count();
    int size = clamp(n);
    t.close();
    System.out.println(size);
  }

  void bodyThatMayThrowBetween(TensorPool pool, Shape shape, int n) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    mayRefuse(n);
    t.close();
  }

  PooledTensor flagComparedWithFalse(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    boolean ok = false;
    try {
      t.fill(1);
      ok = true;
      return t;
    } finally {
      if (ok == false) {
        t.close();
      }
    }
  }

  PooledTensor flagComparedWithTrue(TensorPool pool, Shape shape) {
    PooledTensor t = pool.rent(shape);
    boolean ok = false;
    try {
      t.fill(1);
      ok = true;
      return t;
    } finally {
      if (true != ok) {
        t.close();
      }
    }
  }

  static class Keeps {
    private final String name;
    private final int size;

    Keeps(String name, int size) {
      this.name = Objects.requireNonNull(name);
      this.size = size;
    }
  }

  static class KeepsMore extends Keeps {
    private boolean done;

    KeepsMore(String name) {
      super(name, 1);
    }
  }

  static class Counts {
    private final List<String> names = readNames();

    private static List<String> readNames() {
      risky();
      return List.of();
    }
  }

  void constructorThatOnlyKeepsBetween(TensorPool pool, Shape shape, String name) {
    PooledTensor t = pool.rent(shape);
    Keeps keeps = new Keeps(name, 2);
    KeepsMore more = new KeepsMore(name);
    t.close();
    System.out.println(keeps + " " + more);
  }

  void constructorThatMayThrowBetween(TensorPool pool, Shape shape) {
    // expect: PooledNotClosedOnException
    PooledTensor t = pool.rent(shape);
    Counts counts = new Counts();
    t.close();
    System.out.println(counts);
  }

  void pathsAndFilesBetween(TensorPool pool, Shape shape, java.nio.file.Path path, File file) {
    PooledTensor t = pool.rent(shape);
    String name = path.toAbsolutePath().toString() + file.getAbsolutePath();
    t.close();
    System.out.println(name);
  }

  void takenOutOfAQueueBetween(TensorPool pool, Shape shape, Deque<String> names) {
    PooledTensor t = pool.rent(shape);
    String name = names.poll();
    t.close();
    System.out.println(name);
  }
}
