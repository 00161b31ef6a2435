package dev.tenure.benchmarks.kernels;

import java.util.Arrays;
import java.util.Random;

/// The product of an `m x k` matrix and a `k x n` one, written `m x n x k` as in `32x5632x2048`.
///
/// Square ones multiply two matrices that are new each time. The others are linear layers, whose
/// right side an engine may pack beforehand.
///
/// @param m rows of the left side
/// @param n columns of the right side
/// @param k what is summed over
record ProductShape(int m, int n, int k) {
  static ProductShape parse(String text) {
    int[] sizes = Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    if (sizes.length != 3) {
      throw new IllegalArgumentException("'%s' is not of the form 32x5632x2048".formatted(text));
    }
    return new ProductShape(sizes[0], sizes[1], sizes[2]);
  }

  boolean isLinearLayer() {
    return m != n;
  }

  /// Returns the billions of floating point operations of a product.
  double gigaFlop() {
    return 2e-9 * m * n * k;
  }

  /// Returns the billions of bytes of the right side, which a product with one row reads.
  double gigaBytes() {
    return 4e-9 * n * k;
  }

  float[] left() {
    return random(1, m * k);
  }

  float[] right() {
    return random(2, k * n);
  }

  private static float[] random(long seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
