package dev.tenure.contract;

import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.Tensor;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Gives each contract test a pool of its own, and closes it afterwards.
public abstract class PoolTest {
  /// The limit of the pool, small enough to be reached at once.
  protected static final long LIMIT = 1 << 20;

  /// The pool under test; set before each test.
  protected TensorPool pool;

  /// Called by subclasses.
  @SuppressWarnings("NullAway.Init") // the pool is opened before each test
  protected PoolTest() {}

  /// Opens a pool of the implementation under test.
  ///
  /// @param limitBytes its limit
  /// @return a new pool, which the test closes
  protected abstract TensorPool open(long limitBytes);

  @BeforeEach
  void openPool() {
    pool = open(LIMIT);
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  /// Returns every way to reach the memory of a tensor of four elements, with valid arguments.
  static List<ThrowingCallable> accessesTo(Tensor four) {
    return List.of(
        () -> four.get(0),
        () -> four.set(0, 1),
        () -> four.fill(1),
        () -> four.copyFrom(new float[4]),
        () -> four.copyFrom(Tensor.of(four.shape())),
        () -> Tensor.of(four.shape()).copyFrom(four),
        () -> four.copyTo(0, new float[4], 0, 4),
        () -> four.copyTo(0, new float[4], 0, 0),
        four::toArray,
        () -> four.reshape(four.shape()),
        () -> four.slice(0, 1));
  }
}
