package dev.tenure.engine.model;

import dev.tenure.annotations.NoAllocation;

/// How far back the layers of a decoder see, as in Mistral (Jiang et al., arXiv:2310.06825).
/// Immutable.
///
/// @param length how many positions a token sees, its own included: the token at position `p` sees
///   those from `p - length + 1` on
/// @param firstLayer the first layer that sees no further; those before it see all positions
public record SlidingWindow(int length, int firstLayer) {
  /// Every layer sees all positions.
  public static final SlidingWindow NONE = new SlidingWindow(Integer.MAX_VALUE, 0);

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if the length is not positive, or the layer negative
  public SlidingWindow {
    if (length < 1 || firstLayer < 0) {
      throw new IllegalArgumentException(
          "a sliding window of %d positions from layer %d on".formatted(length, firstLayer));
    }
  }

  /// Returns how far back a layer sees.
  ///
  /// @param layer its index
  /// @return a number of positions, [Integer#MAX_VALUE] for all
  @NoAllocation
  public int of(int layer) {
    return layer < firstLayer ? Integer.MAX_VALUE : length;
  }

  /// Returns how far back some layer sees, so that nobody needs what lies before.
  ///
  /// @return a number of positions, [Integer#MAX_VALUE] for all
  @NoAllocation
  public int furthest() {
    return of(0);
  }
}
