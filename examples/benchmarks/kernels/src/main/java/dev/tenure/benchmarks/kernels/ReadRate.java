package dev.tenure.benchmarks.kernels;

import dev.tenure.engine.storage.LargePages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;

/// Reading memory from front to back and nothing else: the limit of a product with one row.
final class ReadRate {
  private static final int ROUNDS = 100;
  private static final int ALIGNMENT = 64;

  private ReadRate() {}

  /// Reads as much as the weights have, a share on each thread, in large pages where there are any.
  ///
  /// @return the GB/s of the best of many rounds
  static double measure(long bytes, int threads) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = LargePages.allocate(arena, bytes, ALIGNMENT).fill((byte) 1);
      double best = 0;
      for (int i = 0; i < ROUNDS; i++) {
        best = Math.max(best, rate(memory, threads));
      }
      return best;
    }
  }

  private static double rate(MemorySegment memory, int threads) {
    long share = memory.byteSize() / threads;
    long start = System.nanoTime();
    long sum =
        IntStream.range(0, threads)
            .parallel()
            .mapToLong(i -> sum(memory.asSlice(i * share, share)))
            .sum();
    long nanos = System.nanoTime() - start;
    // All bytes are 1; asking keeps the JIT from leaving the work out.
    return sum == 0 ? 0 : (double) memory.byteSize() / nanos;
  }

  private static long sum(MemorySegment memory) {
    long count = memory.byteSize() / Integer.BYTES;
    long sum = 0;
    for (long i = 0; i < count; i++) {
      sum += memory.get(ValueLayout.JAVA_INT_UNALIGNED, i * Integer.BYTES);
    }
    return sum;
  }
}
