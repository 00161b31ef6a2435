package dev.tenure.benchmarks.memory;

import java.util.concurrent.TimeUnit;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
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

/// One thread rents, another one returns, and 32 at a time are handed over, as stages of a pipeline
/// do: less of the time is the queue's than in [CrossThreadBenchmark].
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchCrossThreadBenchmark {
  private static final int SIZE = 32;
  private static final int WAITING = 2;

  /// Which allocator; a confined arena cannot be closed by another thread.
  @Param({"queue", "tenure", "netty-pooled", "netty-adaptive", "arrow", "commons-pool2", "new"})
  public String allocator = "";

  /// How many floats: 1 Ki, 64 Ki and 1 Mi.
  @Param({"1024", "65536", "1048576"})
  public int floats;

  private final SpscVarHandleArrayQueue<Object[]> full = new SpscVarHandleArrayQueue<>(WAITING);
  private final SpscVarHandleArrayQueue<Object[]> empty =
      new SpscVarHandleArrayQueue<>(2 * WAITING);
  private Allocator memory = Allocator.of("new", 1);

  /// What a thread has at hand.
  @State(Scope.Thread)
  public static class Batch {
    private Object[] objects = new Object[SIZE];
    private int count;

    /// Returns what is left.
    @TearDown(Level.Trial)
    public void close(BatchCrossThreadBenchmark benchmark) throws Exception {
      while (count > 0) {
        count--;
        benchmark.memory.giveBack(objects[count]);
      }
    }
  }

  /// Opens the allocator.
  @Setup(Level.Trial)
  public void open() {
    memory = Allocator.of(allocator, floats);
  }

  /// Returns what still waits, and closes the allocator.
  @TearDown(Level.Trial)
  public void close() throws Exception {
    for (Object[] left = full.poll(); left != null; left = full.poll()) {
      for (Object rented : left) {
        memory.giveBack(rented);
      }
    }
    memory.close();
  }

  /// Rents.
  @Benchmark
  @Group("batches")
  public void rent(Batch batch, Control control) throws Exception {
    if (batch.count == SIZE && !handOver(batch, control)) {
      return;
    }
    batch.objects[batch.count] = memory.rent();
    batch.count++;
  }

  private boolean handOver(Batch batch, Control control) {
    while (!full.offer(batch.objects)) {
      if (control.stopMeasurement) {
        return false;
      }
      Thread.onSpinWait();
    }
    Object[] used = empty.poll();
    batch.objects = used == null ? new Object[SIZE] : used;
    batch.count = 0;
    return true;
  }

  /// Returns.
  @Benchmark
  @Group("batches")
  public void giveBack(Batch batch, Control control) throws Exception {
    if (batch.count == 0 && !takeOver(batch, control)) {
      return;
    }
    batch.count--;
    memory.giveBack(batch.objects[batch.count]);
  }

  private boolean takeOver(Batch batch, Control control) {
    Object @Nullable [] next = full.poll();
    while (next == null) {
      if (control.stopMeasurement) {
        return false;
      }
      Thread.onSpinWait();
      next = full.poll();
    }
    empty.offer(batch.objects);
    batch.objects = next;
    batch.count = SIZE;
    return true;
  }
}
