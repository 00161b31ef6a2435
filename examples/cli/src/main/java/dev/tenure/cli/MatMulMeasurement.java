package dev.tenure.cli;

import com.sun.management.ThreadMXBean;
import dev.tenure.engine.kernel.KernelInfo;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// What multiplying square matrices of one size gave.
///
/// @param median the median rate, in GFLOPS
/// @param best the best rate
/// @param limit the median rate of multiply-adds on registers, by as many threads
/// @param bytesPerCall what a call allocates on the heap
record MatMulMeasurement(double median, double best, double limit, long bytesPerCall) {
  /// Steps of the limit's loop, some 200 microseconds.
  private static final int LIMIT_STEPS = 100_000;

  /// Three of the largest matrices.
  private static final long POOL_LIMIT_BYTES = 1L << 30;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Measures.
  ///
  /// @param workers the threads
  /// @param size rows and columns
  /// @param warmup products before measuring, at least
  /// @param iterations products that are measured
  /// @param warmupSeconds the time before measuring, at least
  static MatMulMeasurement of(
      Workers workers, int size, int warmup, int iterations, double warmupSeconds) {
    try (TensorPool pool = TensorPool.withLimit(POOL_LIMIT_BYTES);
        TensorScope scope = pool.openScope()) {
      Shape shape = Shape.of(size, size);
      Tensor left = filled(scope.rentUninitialized(shape), 1);
      Tensor right = filled(scope.rentUninitialized(shape), 2);
      Tensor product = scope.rentUninitialized(shape);
      long end = System.nanoTime() + (long) (warmupSeconds * 1e9);
      for (int i = 0; i < warmup || System.nanoTime() < end; i++) {
        MatMul.multiply(workers, left, right, product);
        limit(workers.threads());
      }
      return measure(workers, left, right, product, iterations);
    }
  }

  private static Tensor filled(Tensor tensor, long seed) {
    Random random = new Random(seed);
    for (long i = 0; i < tensor.shape().elementCount(); i++) {
      tensor.set(i, random.nextFloat() - 0.5f);
    }
    return tensor;
  }

  private static MatMulMeasurement measure(
      Workers workers, Tensor left, Tensor right, Tensor product, int iterations) {
    double operations = 2 * Math.pow(left.shape().dimension(0), 3);
    double[] rates = new double[iterations];
    double[] limits = new double[iterations];
    long bytes = Long.MAX_VALUE;
    for (int i = 0; i < iterations; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      MatMul.multiply(workers, left, right, product);
      rates[i] = operations / (System.nanoTime() - start);
      bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
      limits[i] = limit(workers.threads());
    }
    return new MatMulMeasurement(
        BenchReport.median(rates),
        Arrays.stream(rates).max().orElseThrow(),
        BenchReport.median(limits),
        bytes);
  }

  /// What all threads together reach at the same time.
  private static double limit(int threads) {
    var others =
        IntStream.range(1, threads)
            .mapToObj(
                _ -> CompletableFuture.supplyAsync(() -> KernelInfo.multiplyAddRate(LIMIT_STEPS)))
            .toList();
    double rate = KernelInfo.multiplyAddRate(LIMIT_STEPS);
    return rate + others.stream().mapToDouble(CompletableFuture::join).sum();
  }

  BenchReport.Result result(int size, int threads) {
    return new BenchReport.Result(
        "matmul/%d/%dt".formatted(size, threads), median, "GFLOPS", Map.of(), limit);
  }
}
