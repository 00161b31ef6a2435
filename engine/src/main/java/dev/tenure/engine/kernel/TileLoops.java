package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;

/// The loops of matrix products between the blocks, which fit the caches, and the tiles, which fit
/// the registers.
final class TileLoops {
  /// Rows of a tile, and columns of a tile, which are those of a packed panel.
  static final int ROWS = Backend.TILES.rows();

  static final int COLUMNS = Backend.TILES.columns();

  /// The bytes of a row of a panel.
  static final long PANEL_ROW = (long) COLUMNS * Float.BYTES;

  /// The bytes of a tile.
  static final long TILE_BYTES = ROWS * PANEL_ROW;

  /// Inner dimension of a block: a panel of it (16 to 32 KiB) and the rows of a tile stay in the
  /// first-level cache. A multiple of the blocks of all formats.
  static final int INNER = 256;

  /// Rows of a block: with [#INNER] columns 120 KiB, which stay in the second-level cache.
  static final int BLOCK_ROWS = 120;

  private TileLoops() {}

  /// Multiplies rows by some panels that lie one after the other.
  ///
  /// @param a the address of the left side's first row
  /// @param aRow the bytes from one of them to the next
  /// @param rows how many
  /// @param inner the inner dimension
  /// @param b the address of the first panel
  /// @param panelBytes from one panel to the next
  /// @param c the address of the output
  /// @param cRow the bytes from one row of it to the next
  /// @param columns the output's columns
  /// @param accumulate whether to add to what is there
  /// @param tile memory for a tile
  @NoAllocation
  static void panels(
      long a,
      long aRow,
      int rows,
      int inner,
      long b,
      long panelBytes,
      long c,
      long cRow,
      int columns,
      boolean accumulate,
      long tile) {
    for (int block = 0; block < rows; block += BLOCK_ROWS) {
      int blockRows = Math.min(BLOCK_ROWS, rows - block);
      long panel = b;
      for (int column = 0; column < columns; column += COLUMNS) {
        panel(
            a + block * aRow,
            aRow,
            blockRows,
            inner,
            panel,
            PANEL_ROW,
            c + block * cRow + (long) column * Float.BYTES,
            cRow,
            Math.min(COLUMNS, columns - column),
            accumulate,
            tile);
        panel += panelBytes;
      }
    }
  }

  /// Multiplies rows by one panel, whose rows may be apart; the parameters are those of [#panels].
  static void panel(
      long a,
      long aRow,
      int rows,
      int inner,
      long b,
      long bRow,
      long c,
      long cRow,
      int columns,
      boolean accumulate,
      long tile) {
    for (int row = 0; row < rows; row += ROWS) {
      int height = Math.min(ROWS, rows - row);
      if (columns == COLUMNS) {
        Backend.TILES.multiply(
            height, a + row * aRow, aRow, inner, b, bRow, c + row * cRow, cRow, accumulate);
      } else {
        Backend.TILES.multiply(
            height, a + row * aRow, aRow, inner, b, bRow, tile, PANEL_ROW, false);
        merge(tile, height, columns, c + row * cRow, cRow, accumulate);
      }
    }
  }

  /// Moves the part of a tile that the output has.
  private static void merge(
      long tile, int rows, int columns, long c, long cRow, boolean accumulate) {
    for (int row = 0; row < rows; row++) {
      put(tile + row * PANEL_ROW, columns, c + row * cRow, accumulate);
    }
  }

  /// Writes or adds results that were computed elsewhere.
  static void put(long results, int count, long to, boolean accumulate) {
    if (accumulate) {
      Backend.ROWS.add(results, to, to, count);
    } else {
      RawMemory.copy(results, to, (long) count * Float.BYTES);
    }
  }
}
