package dev.tenure.races;

import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.FFJ_Result;

/// Two threads rent while one block waits: they never get the same memory.
@JCStressTest
@Outcome(id = "1.0, 2.0, 2", expect = Expect.ACCEPTABLE, desc = "Each has memory of its own.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both write to the same memory.")
@State
public class RentAndRent {
  private final TensorPool pool = TensorPool.withLimit(1 << 12);
  private PooledTensor one = pool.rent(Shape.of(16));
  private PooledTensor other = one;

  /// Leaves one block that waits.
  public RentAndRent() {
    one.close();
  }

  /// Rents, and writes.
  @Actor
  public void one() {
    one = pool.rentUninitialized(Shape.of(16));
    one.fill(1);
  }

  /// Rents, and writes something else.
  @Actor
  public void other() {
    other = pool.rentUninitialized(Shape.of(16));
    other.fill(2);
  }

  /// Reads what each has.
  @Arbiter
  public void read(FFJ_Result result) {
    result.r1 = one.get(15);
    result.r2 = other.get(15);
    result.r3 = pool.statistics().outstanding();
    one.close();
    other.close();
    pool.close();
  }
}
