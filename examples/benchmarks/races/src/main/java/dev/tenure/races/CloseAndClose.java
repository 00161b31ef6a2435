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
import org.openjdk.jcstress.infra.results.JJJ_Result;

/// Two threads close the same tensor: it is returned once, and the other close is counted.
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "One return, one double close.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Returned twice, or not at all.")
@State
public class CloseAndClose {
  private final TensorPool pool = TensorPool.withLimit(1 << 12);
  private final PooledTensor tensor = pool.rent(Shape.of(16));

  /// One of the two.
  @Actor
  public void one() {
    tensor.close();
  }

  /// The other one.
  @Actor
  public void other() {
    tensor.close();
  }

  /// Reads what came of it.
  @Arbiter
  public void read(JJJ_Result result) {
    PoolStatistics statistics = pool.statistics();
    result.r1 = statistics.returns();
    result.r2 = statistics.doubleCloses();
    result.r3 = statistics.outstanding();
    pool.close();
  }
}
