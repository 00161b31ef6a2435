package dev.tenure.races;

import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.FJ_Result;

/// A thread reads a tensor that another one closes: it reads what was there, or is told that the
/// tensor is closed.
@JCStressTest
@Outcome(id = "7.0, 0", expect = Expect.ACCEPTABLE, desc = "Read before the close.")
@Outcome(id = "-1.0, 0", expect = Expect.ACCEPTABLE, desc = "Refused after the close.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Something else was read.")
@State
public class CloseAndUse {
  private final TensorPool pool = TensorPool.withLimit(1 << 12);
  private final PooledTensor tensor = pool.rent(Shape.of(16));

  /// Writes what is read.
  public CloseAndUse() {
    tensor.fill(7);
  }

  /// Closes.
  @Actor
  public void close() {
    tensor.close();
  }

  /// Reads.
  @Actor
  public void use(FJ_Result result) {
    try {
      result.r1 = tensor.get(3);
    } catch (ClosedTensorException _) {
      result.r1 = -1;
    }
  }

  /// Reads what is outstanding.
  @Arbiter
  public void read(FJ_Result result) {
    result.r2 = pool.statistics().outstanding();
    pool.close();
  }
}
