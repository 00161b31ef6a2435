package dev.tenure.races;

import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.FJJ_Result;

/// A thread rents from a pool, in which one block waits, while another one closes it: it has memory
/// that stays its own until it is closed, or is told that the pool is closed. No memory stays
/// behind.
@JCStressTest
@Outcome(id = "5.0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Rented, used and closed.")
@Outcome(id = "-1.0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Refused after the close.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Memory was lost, or not the tensor's own.")
@State
public class ClosePoolAndRent {
  private final TensorPool pool = TensorPool.withLimit(1 << 12);

  /// Leaves one block that waits.
  public ClosePoolAndRent() {
    try (PooledTensor waiting = pool.rent(Shape.of(16))) {
      waiting.fill(1);
    }
  }

  /// Closes the pool.
  @Actor
  public void close() {
    pool.close();
  }

  /// Rents, writes, reads, and closes.
  @Actor
  public void rent(FJJ_Result result) {
    try (PooledTensor tensor = pool.rentUninitialized(Shape.of(16))) {
      tensor.fill(5);
      result.r1 = tensor.get(15);
    } catch (IllegalStateException _) {
      result.r1 = -1;
    }
  }

  /// Reads what is left.
  @Arbiter
  public void read(FJJ_Result result) {
    PoolStatistics left = pool.statistics();
    result.r2 = left.outstanding();
    result.r3 = left.liveBytes() + left.pooledBytes();
  }
}
