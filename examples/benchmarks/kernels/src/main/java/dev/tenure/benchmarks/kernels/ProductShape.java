package dev.tenure.benchmarks.kernels;

import dev.tenure.engine.kernel.BlockFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/// The product of an `m x k` matrix and a `k x n` one, written `m x n x k` as in `32x5632x2048`, or
/// `1x16384x4096:Q8_0` with weights of another format than 32-bit floats.
///
/// Square ones multiply two matrices that are new each time. The others are linear layers, whose
/// right side an engine may pack beforehand.
///
/// @param m rows of the left side
/// @param n columns of the right side
/// @param k what is summed over
/// @param format how the weights are held
record ProductShape(int m, int n, int k, BlockFormat format) {
  static ProductShape parse(String text) {
    String[] parts = text.split(":", -1);
    int[] sizes = Arrays.stream(parts[0].split("x", -1)).mapToInt(Integer::parseInt).toArray();
    if (sizes.length != 3 || parts.length > 2) {
      throw new IllegalArgumentException(
          "'%s' is not of the form 32x5632x2048 or 1x16384x4096:Q8_0".formatted(text));
    }
    BlockFormat format = parts.length == 1 ? BlockFormat.F32 : BlockFormat.valueOf(parts[1]);
    return new ProductShape(sizes[0], sizes[1], sizes[2], format);
  }

  boolean isLinearLayer() {
    return m != n;
  }

  boolean isQuantized() {
    return format != BlockFormat.F32;
  }

  /// Whether the right side is read once for a single row, which memory limits and not arithmetic.
  boolean isBoundByMemory() {
    return m == 1;
  }

  /// Returns the billions of floating point operations of a product.
  double gigaFlop() {
    return 2e-9 * m * n * k;
  }

  /// Returns the billions of bytes of the right side, which a product with one row reads.
  double gigaBytes() {
    return 1e-9 * n * format.rowBytes(k);
  }

  float[] left() {
    return random(1, m * k);
  }

  /// Returns the right side, row by row, decoded if it is quantised.
  float[] right() {
    return isQuantized() ? new RandomBlocks(this).decoded() : random(2, k * n);
  }

  private static float[] random(long seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  @Override
  public String toString() {
    String sizes = String.format(Locale.ROOT, "%d x %d x %d", m, n, k);
    return isQuantized() ? sizes + ", " + format : sizes;
  }
}
