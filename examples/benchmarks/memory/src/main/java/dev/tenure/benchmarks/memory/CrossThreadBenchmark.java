package dev.tenure.benchmarks.memory;

import java.util.concurrent.TimeUnit;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Control;

/// One thread rents, another one returns, by way of a queue for one producer and one consumer. The
/// time includes the queue's, which `queue` measures by itself: it hands over new objects that are
/// read on the other side, and nothing else.
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CrossThreadBenchmark {
  private static final int WAITING = 64;

  /// Which allocator; a confined arena cannot be closed by another thread.
  @Param({"queue", "tenure", "netty-pooled", "netty-adaptive", "arrow", "commons-pool2", "new"})
  public String allocator = "";

  /// How many floats: 1 Ki, 64 Ki and 1 Mi.
  @Param({"1024", "65536", "1048576"})
  public int floats;

  private final SpscVarHandleArrayQueue<Object> queue = new SpscVarHandleArrayQueue<>(WAITING);
  private Allocator memory = Allocator.of("new", 1);

  /// Opens the allocator.
  @Setup(Level.Trial)
  public void open() {
    memory = Allocator.of(allocator, floats);
  }

  /// Returns what still waits, and closes the allocator.
  @TearDown(Level.Trial)
  public void close() throws Exception {
    for (Object left = queue.poll(); left != null; left = queue.poll()) {
      memory.giveBack(left);
    }
    memory.close();
  }

  /// Rents.
  @Benchmark
  @Group("cross")
  public void rent(Control control) throws Exception {
    Object rented = memory.rent();
    while (!queue.offer(rented)) {
      if (control.stopMeasurement) {
        memory.giveBack(rented);
        return;
      }
      Thread.onSpinWait();
    }
  }

  /// Returns.
  @Benchmark
  @Group("cross")
  public void giveBack(Control control) throws Exception {
    Object rented = queue.poll();
    while (rented == null) {
      if (control.stopMeasurement) {
        return;
      }
      Thread.onSpinWait();
      rented = queue.poll();
    }
    memory.giveBack(rented);
  }
}
