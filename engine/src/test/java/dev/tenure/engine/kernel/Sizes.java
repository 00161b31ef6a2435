package dev.tenure.engine.kernel;

import java.util.stream.IntStream;

/// Sizes on both sides of a vector's and a panel's, for any width of the vectors.
final class Sizes {
  private Sizes() {}

  static IntStream lengths() {
    return IntStream.concat(
            IntStream.of(1, 2, 3, 5, 7, 15, 16, 17, 31, 33, 63, 65, 100),
            IntStream.of(TileLoops.COLUMNS / 2, TileLoops.COLUMNS, 3 * TileLoops.COLUMNS + 1))
        .distinct();
  }

  static IntStream rows() {
    return IntStream.rangeClosed(1, 9);
  }
}
