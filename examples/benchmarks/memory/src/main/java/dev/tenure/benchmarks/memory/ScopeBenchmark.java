package dev.tenure.benchmarks.memory;

import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.memory.TensorWorkspace;
import dev.tenure.memory.WorkspaceSlot;
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

/// A scope with sixteen rents, from a pool and by a plan, where the time of the scope is spread
/// over the rents; and asking a slot of a workspace for its tensor.
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
  private TensorWorkspace workspace = pool.openWorkspace();
  private WorkspaceSlot slot = workspace.slot("tensor");

  /// Opens a pool, a plan and a workspace.
  @Setup
  public void open() {
    shape = Shape.of(floats);
    pool = TensorPool.withLimit(1L << 30);
    plan = pool.newPlan();
    workspace = pool.openWorkspace();
    slot = workspace.slot("tensor");
  }

  /// Closes them.
  @TearDown
  public void close() {
    workspace.close();
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

  /// Asks a slot for its tensor.
  @Benchmark
  public Object workspace() {
    return slot.takeUninitialized(shape);
  }

  private void rent(TensorScope scope, Blackhole hole) {
    for (int i = 0; i < RENTS; i++) {
      hole.consume(scope.rentUninitialized(shape));
    }
  }
}
