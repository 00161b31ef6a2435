package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.vector.VectorReading;
import java.util.concurrent.atomic.AtomicLong;

/// Reads memory and does nothing else, cut like the products that read weights.
final class ReadingJob extends Job {
  private final long address;
  private final int steps;
  private final int partSteps;

  /// What was read goes somewhere, so that the JIT cannot leave the reading out.
  private final AtomicLong sum = new AtomicLong();

  ReadingJob(long address, long bytes, int parts) {
    this.address = address;
    this.steps = Math.toIntExact(bytes / VectorReading.STEP);
    this.partSteps = Math.max(1, (steps + parts - 1) / parts);
  }

  int parts() {
    return (steps + partSteps - 1) / partSteps;
  }

  /// The bytes that all parts read.
  long bytes() {
    return steps * VectorReading.STEP;
  }

  @Override
  @NoAllocation
  void run(int part, Scratch scratch) {
    int first = part * partSteps;
    long from = address + first * VectorReading.STEP;
    sum.getAndAdd(VectorReading.run(from, Math.min(partSteps, steps - first)));
  }
}
