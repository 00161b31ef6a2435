package dev.tenure.engine.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// Matrices of random blocks as GGUF files hold them: any quants, and scales of moderate size.
final class RandomBlocks {
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

  private final Random random;

  RandomBlocks(long seed) {
    this.random = new Random(seed);
  }

  BlockMatrix matrix(BlockFormat format, int rows, int columns) {
    long rowBytes = format.rowBytes(columns);
    MemorySegment blocks = Arena.ofAuto().allocate(Math.max(1, rows * rowBytes), 64);
    MemorySegment exact = blocks.asSlice(0, rows * rowBytes);
    for (long at = 0; at < exact.byteSize(); at += format.blockBytes()) {
      fill(format, exact.asSlice(at, format.blockBytes()));
    }
    return new BlockMatrix(format, rows, columns, exact);
  }

  private void fill(BlockFormat format, MemorySegment block) {
    byte[] bytes = new byte[(int) block.byteSize()];
    random.nextBytes(bytes);
    MemorySegment.copy(bytes, 0, block, ValueLayout.JAVA_BYTE, 0, bytes.length);
    switch (format) {
      case F32 -> block.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 0, (float) random.nextGaussian());
      case F16 -> block.set(SHORT, 0, half(random.nextGaussian()));
      case BF16 ->
          block.set(SHORT, 0, (short) (Float.floatToIntBits((float) random.nextGaussian()) >> 16));
      case Q8_0, Q4_0 -> block.set(SHORT, 0, half(0.01 * random.nextGaussian()));
      case Q4_K -> {
        block.set(SHORT, 0, half(0.001 * random.nextGaussian()));
        block.set(SHORT, 2, half(0.001 * random.nextGaussian()));
      }
      case Q6_K -> block.set(SHORT, 208, half(0.0001 * random.nextGaussian()));
    }
  }

  private static short half(double value) {
    return Float.floatToFloat16((float) value);
  }

  /// The elements, decoded.
  static double[][] decode(BlockMatrix matrix, GuardedTensors tensors) {
    double[][] rows = new double[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      var decoded = tensors.poisoned(1, matrix.columns());
      Embedding.lookup(matrix, new int[] {row}, 0, 1, decoded);
      rows[row] = Doubles.of(decoded);
    }
    return rows;
  }
}
