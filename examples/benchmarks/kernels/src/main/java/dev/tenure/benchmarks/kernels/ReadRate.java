package dev.tenure.benchmarks.kernels;

import dev.tenure.engine.kernel.KernelInfo;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.engine.storage.LargePages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Reading memory from front to back and nothing else: the limit of a product with one row.
final class ReadRate {
  private static final int ROUNDS = 100;
  private static final int ALIGNMENT = 64;

  private ReadRate() {}

  /// Reads as much as the weights have, a share on each thread, in large pages where there are any.
  ///
  /// @return the GB/s of the best of many rounds
  static double measure(long bytes, int threads) {
    try (Arena arena = Arena.ofShared();
        Workers workers = Workers.of(threads)) {
      MemorySegment memory = LargePages.allocate(arena, bytes, ALIGNMENT).fill((byte) 1);
      double best = 0;
      for (int i = 0; i < ROUNDS; i++) {
        best = Math.max(best, KernelInfo.readRate(workers, memory));
      }
      return best;
    }
  }
}
