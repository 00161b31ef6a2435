package dev.tenure.cli;

import dev.tenure.engine.kernel.BlockFormat;
import dev.tenure.engine.kernel.BlockMatrix;
import dev.tenure.engine.kernel.KernelInfo;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// Multiplies a matrix of some format by a vector, as decoders do for each token.
final class GemvMeasurement {
  private static final int ALIGNMENT = 64;

  /// More than a vector of each side.
  private static final long POOL_LIMIT_BYTES = 64 << 20;

  private GemvMeasurement() {}

  /// Measures, beside reading as many bytes as the matrix has.
  static BenchReport.Result of(
      Workers workers, BlockFormat format, GemvShape shape, MatMulEffort effort) {
    try (Arena arena = Arena.ofShared();
        TensorPool pool = TensorPool.withLimit(POOL_LIMIT_BYTES);
        TensorScope scope = pool.openScope()) {
      MemorySegment blocks = blocks(format, shape, arena);
      WeightMatrix weights =
          WeightMatrix.pack(
              new BlockMatrix(format, shape.outputs(), shape.inputs(), blocks), arena);
      Tensor input = AttentionLayer.fill(scope.rent(Shape.of(1, shape.inputs())), new Random(1));
      Tensor output = scope.rent(Shape.of(1, shape.outputs()));
      Garbage garbage = new Garbage();
      Turns<Side, Double> turns =
          Turns.of(
              () -> rate(workers, input, weights, output, blocks.byteSize(), garbage),
              () -> KernelInfo.readRate(workers, blocks));
      turns.warmUp(effort.warmUp(garbage));
      Medians<Side> medians = Medians.of(turns.measure(effort.iterations()));
      return BenchReport.Result.under(
          medians.of(Side.LIMIT),
          "gemv/%s/%s/%dt".formatted(format, shape, workers.threads()),
          medians.of(Side.OURS),
          "GB/s");
    }
  }

  private static double rate(
      Workers workers,
      Tensor input,
      WeightMatrix weights,
      Tensor output,
      long bytes,
      Garbage garbage) {
    garbage.begin();
    long start = System.nanoTime();
    MatMul.linear(workers, input, weights, output);
    long nanos = System.nanoTime() - start;
    garbage.end();
    return (double) bytes / nanos;
  }

  /// Makes random blocks. Pairs of bytes are half-precision numbers between 1/16 and 1/2, so that
  /// every format finds finite numbers in them, scales among them.
  private static MemorySegment blocks(BlockFormat format, GemvShape shape, Arena arena) {
    MemorySegment blocks =
        arena.allocate(shape.outputs() * format.rowBytes(shape.inputs()), ALIGNMENT);
    Random random = new Random(2);
    for (long at = 0; at < blocks.byteSize(); at += Short.BYTES) {
      blocks.set(ValueLayout.JAVA_SHORT, at, (short) (0x2c00 + random.nextInt(0xc00)));
    }
    return blocks;
  }
}
