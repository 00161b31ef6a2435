package dev.tenure.benchmarks.memory;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// A rent and its return on the same thread; all threads share the allocator.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RentBenchmark {
  /// Which allocator.
  @Param({
    "tenure",
    "tenure-unwatched",
    "netty-pooled",
    "netty-adaptive",
    "arrow",
    "commons-pool2",
    "arena",
    "new"
  })
  public String allocator = "";

  /// How many floats: 1 Ki, 64 Ki and 1 Mi.
  @Param({"1024", "65536", "1048576"})
  public int floats;

  private Allocator memory = Allocator.of("new", 1);

  /// Opens the allocator.
  @Setup
  public void open() {
    memory = Allocator.of(allocator, floats);
  }

  /// Closes it.
  @TearDown
  public void close() {
    memory.close();
  }

  /// Rents and returns.
  @Benchmark
  public void rentAndReturn(Blackhole hole) throws Exception {
    Object rented = memory.rent();
    hole.consume(rented);
    memory.giveBack(rented);
  }
}
