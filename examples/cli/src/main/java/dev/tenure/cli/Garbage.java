package dev.tenure.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What calls allocate on the heap, on the thread that makes them. Vectors are objects until the
/// JIT has compiled a kernel's loops, so a kernel that allocates is not warm.
final class Garbage {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long before;
  private long last = Long.MAX_VALUE;
  private long least = Long.MAX_VALUE;

  /// Begins a call.
  void begin() {
    before = THREADS.getCurrentThreadAllocatedBytes();
  }

  /// Ends the call that began last.
  void end() {
    last = THREADS.getCurrentThreadAllocatedBytes() - before;
    least = Math.min(least, last);
  }

  /// Returns what the last call allocated.
  long bytes() {
    return last;
  }

  /// Returns the least that a call allocated.
  long leastBytes() {
    return least;
  }
}
