package dev.tenure.cli;

import dev.tenure.engine.kernel.KernelInfo;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What multiplying square matrices of one size gave.
///
/// @param size rows and columns
/// @param threads how many threads did
/// @param median the median rate, in GFLOPS
/// @param best the best rate
/// @param limit the median rate of multiply-adds on registers, by as many threads
/// @param bytesPerCall what a call allocates on the heap
record MatMulMeasurement(
    int size, int threads, double median, double best, double limit, long bytesPerCall) {
  /// Steps of the limit's loop, some 200 microseconds.
  private static final int LIMIT_STEPS = 100_000;

  /// Three of the largest matrices.
  private static final long POOL_LIMIT_BYTES = 1L << 30;

  /// Measures.
  ///
  /// @param workers the threads
  /// @param size rows and columns
  static MatMulMeasurement of(Workers workers, int size, MatMulEffort effort) {
    try (Together others = Together.of(workers.threads());
        TensorPool pool = TensorPool.withLimit(POOL_LIMIT_BYTES);
        TensorScope scope = pool.openScope()) {
      Shape shape = Shape.of(size, size);
      Tensor left = AttentionLayer.fill(scope.rent(shape), new Random(1));
      Tensor right = AttentionLayer.fill(scope.rent(shape), new Random(2));
      Tensor product = scope.rent(shape);
      Garbage garbage = new Garbage();
      Turns<Side, Double> turns =
          Turns.of(() -> rate(workers, left, right, product, garbage), () -> limit(others));
      turns.warmUp(effort.warmUp(garbage));
      Map<Side, List<Double>> measured = turns.measure(effort.iterations());
      Medians<Side> medians = Medians.of(measured);
      return new MatMulMeasurement(
          size,
          workers.threads(),
          medians.of(Side.OURS),
          Collections.max(measured.getOrDefault(Side.OURS, List.of())),
          medians.of(Side.LIMIT),
          garbage.leastBytes());
    }
  }

  private static double rate(
      Workers workers, Tensor left, Tensor right, Tensor product, Garbage garbage) {
    double operations = 2 * Math.pow(left.shape().dimension(0), 3);
    garbage.begin();
    long start = System.nanoTime();
    MatMul.multiply(workers, left, right, product);
    long nanos = System.nanoTime() - start;
    garbage.end();
    return operations / nanos;
  }

  /// What all threads together reach at the same time.
  private static double limit(Together threads) {
    return threads.same(() -> KernelInfo.multiplyAddRate(LIMIT_STEPS)).stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  BenchReport.Result result() {
    return BenchReport.Result.under(
        limit, "matmul/%d/%dt".formatted(size, threads), median, "GFLOPS");
  }
}
