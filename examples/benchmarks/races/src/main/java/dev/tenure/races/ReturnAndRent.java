package dev.tenure.races;

import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// A rent for which there is room only after another thread's return: it is refused or served, and
/// the limit holds.
@JCStressTest
@Outcome(id = "0, 64", expect = Expect.ACCEPTABLE, desc = "Refused: the return came later.")
@Outcome(id = "1, 64", expect = Expect.ACCEPTABLE, desc = "Served from what was returned.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Beyond the limit, or counted wrongly.")
@State
public class ReturnAndRent {
  private final TensorPool pool = TensorPool.withLimit(64);
  private final PooledTensor first = pool.rent(Shape.of(16));
  private @Nullable PooledTensor second;

  /// Returns.
  @Actor
  public void giveBack() {
    first.close();
  }

  /// Rents.
  @Actor
  public void rent() {
    try {
      second = pool.rentUninitialized(Shape.of(16));
    } catch (MemoryLimitException _) {
      second = null;
    }
  }

  /// Reads what is outstanding, and the peak.
  @Arbiter
  public void read(JJ_Result result) {
    PoolStatistics statistics = pool.statistics();
    result.r1 = statistics.outstanding();
    result.r2 = statistics.peakBytes();
    if (second != null) {
      second.close();
    }
    pool.close();
  }
}
