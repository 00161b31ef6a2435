package dev.tenure.benchmarks.memory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
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

/// One thread rents, another one returns, by way of a ring of slots; the time includes the ring's,
/// which is the same for all allocators.
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CrossThreadBenchmark {
  private static final int SLOTS = 64;

  /// Which allocator; a confined arena cannot be closed by another thread.
  @Param({"tenure", "netty-pooled", "netty-adaptive", "arrow", "commons-pool2", "new"})
  public String allocator = "";

  /// How many floats: 1 Ki, 64 Ki and 1 Mi.
  @Param({"1024", "65536", "1048576"})
  public int floats;

  private final AtomicReferenceArray<Object> ring = new AtomicReferenceArray<>(SLOTS);
  private Allocator memory = Allocator.of("new", 1);
  private int rented;
  private int returned;

  /// Opens the allocator.
  @Setup(Level.Trial)
  public void open() {
    memory = Allocator.of(allocator, floats);
  }

  /// Returns what still lies in the ring, and closes the allocator.
  @TearDown(Level.Trial)
  public void close() throws Exception {
    for (int slot = 0; slot < SLOTS; slot++) {
      Object left = ring.getAndSet(slot, null);
      if (left != null) {
        memory.giveBack(left);
      }
    }
    memory.close();
  }

  /// Rents.
  @Benchmark
  @Group("cross")
  public void rent(Control control) throws Exception {
    while (ring.get(rented) != null) {
      if (control.stopMeasurement) {
        return;
      }
      Thread.onSpinWait();
    }
    ring.setRelease(rented, memory.rent());
    rented = (rented + 1) % SLOTS;
  }

  /// Returns.
  @Benchmark
  @Group("cross")
  public void giveBack(Control control) throws Exception {
    Object memoryToReturn = ring.get(returned);
    while (memoryToReturn == null) {
      if (control.stopMeasurement) {
        return;
      }
      Thread.onSpinWait();
      memoryToReturn = ring.get(returned);
    }
    memory.giveBack(memoryToReturn);
    ring.setRelease(returned, null);
    returned = (returned + 1) % SLOTS;
  }
}
