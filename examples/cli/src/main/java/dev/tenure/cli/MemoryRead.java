package dev.tenure.cli;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/// Reads memory from front to back and does nothing else: the limit of a product with a vector.
final class MemoryRead {
  private MemoryRead() {}

  /// Reads a segment, a share on each thread.
  ///
  /// @return bytes in a nanosecond of the thread that takes longest, which are GB/s
  static double rate(MemorySegment memory, Together threads) {
    long share = memory.byteSize() / threads.count();
    List<DoubleSupplier> shares =
        IntStream.range(0, threads.count())
            .<DoubleSupplier>mapToObj(i -> () -> nanos(memory.asSlice(i * share, share)))
            .toList();
    return share * threads.count() / Collections.max(threads.all(shares));
  }

  private static double nanos(MemorySegment memory) {
    long start = System.nanoTime();
    long sum = sum(memory);
    long nanos = System.nanoTime() - start;
    // No sum is that small; asking keeps the JIT from leaving the work out.
    return sum == Long.MIN_VALUE ? Double.NaN : (double) nanos;
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
