package dev.tenure.engine.kernel;

import dev.tenure.engine.kernel.vector.FmaPeak;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/// What the kernels run on, for programs to print when they start.
public final class KernelInfo {
  /// The system property that makes kernels do without the Vector API if it is `true`.
  public static final String SCALAR_PROPERTY = "dev.tenure.kernel.scalar";

  /// The system property that says how many threads share the work of kernels that are called
  /// without [Workers]; the default is one for each processor, 8 at most.
  public static final String THREADS_PROPERTY = "dev.tenure.kernel.threads";

  /// More threads than this gain little on the products of an encoder.
  private static final int MOST_THREADS = 8;

  private static final int THREADS =
      Math.max(
          1,
          Integer.getInteger(
              THREADS_PROPERTY,
              Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors())));

  private KernelInfo() {}

  /// Returns how many threads share the work of kernels that are called without [Workers].
  ///
  /// @return 1 or more, the caller among them
  public static int threads() {
    return THREADS;
  }

  /// Returns the width of the vectors that the kernels use.
  ///
  /// @return bits, such as 256; 32 where the Vector API is absent
  public static int vectorBits() {
    return Backend.VECTOR ? Backend.PANELS.lanes() * Float.SIZE : Float.SIZE;
  }

  /// Returns what the kernels run on, in words.
  ///
  /// @return such as `Vector API, 256-bit vectors`
  public static String description() {
    return Backend.VECTOR
        ? "Vector API, %d-bit vectors".formatted(vectorBits())
        : "plain Java, no vectors";
  }

  /// Runs multiply-adds on registers alone, as a limit to compare products with.
  ///
  /// @param steps how often; 100,000 take some 100 microseconds
  /// @return the floating point operations of a nanosecond, which are GFLOPS, or NaN where the
  ///   Vector API is absent
  public static double multiplyAddRate(int steps) {
    if (!Backend.VECTOR) {
      return Double.NaN;
    }
    long start = System.nanoTime();
    float result = FmaPeak.run(steps);
    long nanos = System.nanoTime() - start;
    // The result is finite; asking keeps the JIT from leaving the work out.
    return Float.isNaN(result) ? Double.NaN : (double) steps * FmaPeak.operations() / nanos;
  }

  /// Reads memory from front to back and does nothing else, as a limit to compare products of one
  /// row with: a share on each thread, woken as for a product.
  ///
  /// @param workers the threads that read
  /// @param memory native memory, of which a rest of less than 256 bytes is left out
  /// @return the bytes of a nanosecond, which are GB/s, or NaN where the Vector API is absent or
  ///   there is nothing to read
  /// @throws IllegalArgumentException if the memory is on the heap
  /// @throws IllegalStateException if the memory's arena or the workers were closed
  public static double readRate(Workers workers, MemorySegment memory) {
    if (!memory.isNative()) {
      throw new IllegalArgumentException("memory to read is on the heap; allocate it in an arena");
    }
    if (!memory.scope().isAlive()) {
      throw new IllegalStateException("the arena of the memory to read was closed");
    }
    if (!Backend.VECTOR) {
      return Double.NaN;
    }
    ReadingJob job = new ReadingJob(memory.address(), memory.byteSize(), workers.parts());
    workers.enter();
    try {
      long start = System.nanoTime();
      workers.run(job, job.parts());
      long nanos = System.nanoTime() - start;
      return job.bytes() == 0 ? Double.NaN : (double) job.bytes() / nanos;
    } finally {
      workers.exit();
      // Only its address was used.
      Reference.reachabilityFence(memory);
    }
  }
}
