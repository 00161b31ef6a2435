package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.backend.RawMemory.getFloat;
import static dev.tenure.engine.kernel.backend.RawMemory.setFloat;

import dev.tenure.annotations.NoAllocation;

/// The packing of a left side's rows for [PackedTiles]: the first element of each row, then the
/// second of each, and so on. One load and one store an element, which the product makes up for
/// many times.
final class RowPacking {
  private static final int ROWS = PackedTiles.ROWS;

  private RowPacking() {}

  @NoAllocation
  static void pack(long from, long fromRow, int rows, int inner, long to) {
    if (rows == ROWS) {
      for (int row = 0; row < ROWS; row += 2) {
        two(from + row * fromRow, fromRow, inner, to + (long) row * Float.BYTES);
      }
      return;
    }
    for (int row = 0; row < ROWS; row++) {
      one(from + row * fromRow, row < rows, inner, to + (long) row * Float.BYTES);
    }
  }

  private static void two(long from, long fromRow, int inner, long to) {
    long target = to;
    for (int k = 0; k < inner; k++) {
      setFloat(target, getFloat(from, k));
      setFloat(target + Float.BYTES, getFloat(from + fromRow, k));
      target += (long) ROWS * Float.BYTES;
    }
  }

  private static void one(long from, boolean present, int inner, long to) {
    for (int k = 0; k < inner; k++) {
      setFloat(to, (long) k * ROWS, present ? getFloat(from, k) : 0);
    }
  }
}
