package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Tensor;

/// Normalisation over rows.
public final class Normalization {
  private Normalization() {}

  /// Layer normalisation (Ba, Kiros and Hinton, arXiv:1607.06450): each row is shifted and scaled
  /// to mean 0 and variance 1, then `· gain + bias`.
  ///
  /// @param input `[rows, n]`
  /// @param gain `[n]`
  /// @param bias `[n]`
  /// @param epsilon added to the variance, so that a constant row does not divide by zero
  /// @param output `[rows, n]`; may be the input
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with the gain, the bias or a part of the input
  @NoAllocation
  public static void layerNorm(
      Tensor input, Tensor gain, Tensor bias, float epsilon, @Overwrites @MayAlias Tensor output) {
    int length = check(input, gain, output);
    Guard.requireVector("bias", bias, length);
    Guard.requireDisjoint("output", output, "bias", bias);
    long x = Guard.address("input", input);
    long y = Guard.address("output", output);
    long g = Guard.address("gain", gain);
    long b = Guard.address("bias", bias);
    for (int row = 0; row < input.shape().dimension(0); row++) {
      long offset = (long) row * length * Float.BYTES;
      float mean = Backend.ROWS.sum(x + offset, length) / length;
      float variance = Backend.ROWS.squaredDeviations(x + offset, mean, length) / length;
      float scale = (float) (1 / Math.sqrt(variance + epsilon));
      Backend.ROWS.normalize(x + offset, mean, scale, g, b, y + offset, length);
    }
  }

  /// Root mean square normalisation (Zhang and Sennrich, arXiv:1910.07467): each row divided by
  /// `√(mean of squares + epsilon)`, then `· gain`.
  ///
  /// @param input `[rows, n]`
  /// @param gain `[n]`
  /// @param epsilon added to the mean, so that a row of zeros does not divide by zero
  /// @param output `[rows, n]`; may be the input
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with the gain or a part of the input
  @NoAllocation
  public static void rmsNorm(
      Tensor input, Tensor gain, float epsilon, @Overwrites @MayAlias Tensor output) {
    int length = check(input, gain, output);
    long x = Guard.address("input", input);
    long y = Guard.address("output", output);
    long g = Guard.address("gain", gain);
    for (int row = 0; row < input.shape().dimension(0); row++) {
      long offset = (long) row * length * Float.BYTES;
      float meanSquare = Backend.ROWS.dot(x + offset, x + offset, length) / length;
      float scale = (float) (1 / Math.sqrt(meanSquare + epsilon));
      Backend.ROWS.scaleByGain(x + offset, scale, g, y + offset, length);
    }
  }

  /// Checks what both have in common, and returns the length of a row.
  @NoAllocation
  private static int check(Tensor input, Tensor gain, Tensor output) {
    Guard.requireRank("input", input, 2);
    int length = input.shape().dimension(1);
    Guard.requireVector("gain", gain, length);
    Guard.requireSameShape("output", output, input);
    Guard.requireSameOrDisjoint("output", output, "input", input);
    Guard.requireDisjoint("output", output, "gain", gain);
    return length;
  }
}
