package dev.tenure.benchmarks.wrappers;

import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Each variant beside the same written by hand, on the engine's pool and on one that costs
/// nothing.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class WrapperBenchmark {
  private static final Shape SHAPE = Shape.of(64);

  /// Which pool the scopes are opened on.
  @Param({"engine", "reusing"})
  public String memory = "";

  private TensorPool engine;
  private TensorPool pool;
  private Smoothing byHand;
  private ScopedSmoothing wrapper;
  private Tensor input;
  private Tensor destination;

  /// Opens the pool.
  @Setup
  public void open() {
    engine = TensorPool.withLimit(1 << 20);
    input = engine.rent(SHAPE);
    destination = engine.rent(SHAPE);
    pool = memory.equals("engine") ? engine : new ReusingPool(engine.rent(SHAPE));
    byHand = new Smoothing();
    wrapper = new ScopedSmoothing(pool, byHand);
  }

  /// Closes the pool; what is still rented from it ends with the process.
  @TearDown
  public void close() {
    engine.close();
  }

  @Benchmark
  public float ownedGenerated() {
    PooledTensor output = wrapper.forward(input);
    float first = output.get(0);
    giveBack(output);
    return first;
  }

  @Benchmark
  public float ownedByHand() {
    PooledTensor output;
    try (TensorScope scope = pool.openScope()) {
      output = scope.promote(byHand.forward(scope, input));
    }
    float first = output.get(0);
    giveBack(output);
    return first;
  }

  /// The reusing pool's only tensor stays open.
  private void giveBack(PooledTensor output) {
    if (pool == engine) {
      output.close();
    }
  }

  @Benchmark
  public void intoGenerated() {
    wrapper.forwardInto(input, destination);
  }

  @Benchmark
  public void intoByHand() {
    try (TensorScope scope = pool.openScope()) {
      destination.copyFrom(byHand.forward(scope, input));
    }
  }

  @Benchmark
  public void passedGenerated() {
    wrapper.writeInto(input, destination);
  }

  @Benchmark
  public void passedByHand() {
    try (TensorScope scope = pool.openScope()) {
      byHand.write(scope, input, destination);
    }
  }

  @Benchmark
  public Shape lentGenerated() {
    return wrapper.forward(input, output -> output.shape());
  }

  @Benchmark
  public Shape lentByHand() {
    try (TensorScope scope = pool.openScope()) {
      return byHand.forward(scope, input).shape();
    }
  }
}
