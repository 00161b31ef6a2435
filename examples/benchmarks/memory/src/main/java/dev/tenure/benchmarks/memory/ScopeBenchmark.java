package dev.tenure.benchmarks.memory;

import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// A scope with sixteen rents, from a pool and by a plan; the time of the scope is spread over the
/// rents.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScopeBenchmark {
  private static final int RENTS = 16;

  /// How many floats.
  @Param({"1024", "65536", "1048576"})
  public int floats;

  private Shape shape = Shape.of(1);
  private TensorPool pool = TensorPool.shared();
  private ScopePlan plan = pool.newPlan();

  /// Opens a pool and a plan.
  @Setup
  public void open() {
    shape = Shape.of(floats);
    pool = TensorPool.withLimit(1L << 30);
    plan = pool.newPlan();
  }

  /// Closes them.
  @TearDown
  public void close() {
    plan.close();
    pool.close();
  }

  /// Rents from a scope.
  @Benchmark
  @OperationsPerInvocation(RENTS)
  public void scope(Blackhole hole) {
    try (TensorScope scope = pool.openScope()) {
      rent(scope, hole);
    }
  }

  /// Rents from a scope of a plan.
  @Benchmark
  @OperationsPerInvocation(RENTS)
  public void plan(Blackhole hole) {
    try (TensorScope scope = plan.open()) {
      rent(scope, hole);
    }
  }

  private void rent(TensorScope scope, Blackhole hole) {
    for (int i = 0; i < RENTS; i++) {
      hole.consume(scope.rentUninitialized(shape));
    }
  }
}
