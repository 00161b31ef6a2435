package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;

/// The packing of a left side, cut by tiles. It comes before the product, whose parts all read it.
final class PackingJob extends Job {
  /// Fewer elements than this are packed before another thread would have begun.
  private static final int SMALL = 16_384;

  private long from;
  private long fromRow;
  private boolean transposed;
  private int rows;
  private int inner;
  private long to;
  private int partTiles;

  /// Packs a left side into memory of the workers and returns its address.
  @NoAllocation
  long run(Workers workers, long left, long leftRow, boolean leftTransposed, int m, int k) {
    from = left;
    fromRow = leftRow;
    transposed = leftTransposed;
    rows = m;
    inner = k;
    int padded = TileLoops.paddedRows(m);
    to = workers.shared().address((long) padded * k * Float.BYTES);
    int tiles = padded / TileLoops.PACKED_ROWS;
    int parts = (long) m * k < SMALL ? 1 : workers.threads();
    partTiles = Math.max(1, (tiles + parts - 1) / parts);
    workers.run(this, (tiles + partTiles - 1) / partTiles);
    return to;
  }

  @Override
  void run(int part, Scratch scratch) {
    int tiles = TileLoops.paddedRows(rows) / TileLoops.PACKED_ROWS;
    int first = part * partTiles;
    int last = Math.min(tiles, first + partTiles);
    if (transposed) {
      for (int tile = first; tile < last; tile++) {
        packTransposed(tile * TileLoops.PACKED_ROWS);
      }
    } else {
      TileLoops.packRows(from, fromRow, rows, inner, first, last, to);
    }
  }

  /// Where a row in memory is a column: its elements go side by side as they are.
  private void packTransposed(int row) {
    int padded = TileLoops.paddedRows(rows);
    int height = Math.min(TileLoops.PACKED_ROWS, rows - row);
    for (int k = 0; k < inner; k++) {
      int block = k / TileLoops.INNER * TileLoops.INNER;
      int depth = Math.min(TileLoops.INNER, inner - block);
      long target =
          to
              + ((long) block * padded
                      + (long) row * depth
                      + (long) (k - block) * TileLoops.PACKED_ROWS)
                  * Float.BYTES;
      long source = from + k * fromRow + (long) row * Float.BYTES;
      for (int i = 0; i < TileLoops.PACKED_ROWS; i++) {
        RawMemory.setFloat(target, i, i < height ? RawMemory.getFloat(source, i) : 0);
      }
    }
  }
}
