package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.vector.BlockTiles;

/// The loops of matrix products between the blocks, which fit the caches, and the tiles, which fit
/// the registers.
final class TileLoops {
  /// Rows of a tile whose left side is not packed, and of one whose left side is.
  static final int ROWS = Backend.TILES.rows();

  static final int PACKED_ROWS = Backend.TILES.packedRows();

  /// Columns of a tile, which are those of a packed panel.
  static final int COLUMNS = Backend.TILES.columns();

  /// The bytes of a row of a panel.
  static final long PANEL_ROW = (long) COLUMNS * Float.BYTES;

  /// The bytes of the largest tile.
  static final long TILE_BYTES = Math.max(ROWS, PACKED_ROWS) * PANEL_ROW;

  /// Inner dimension of a block, a multiple of the blocks of all formats. A panel of it (128 to 256
  /// KiB) is more than the nearest cache holds: it streams from the second one at 8 bytes a cycle,
  /// a quarter of what that delivers, while each further block would add its tiles to those of the
  /// one before, which costs more. Measured against 256, 512 and 1024: 5 to 20 % faster. With
  /// [BlockTiles], whose processors have smaller caches, it is what a block has.
  static final int INNER = Backend.BLOCK_TILES ? BlockTiles.INNER : 2048;

  /// The panels of a right side that are packed at once. A block of the left side is copied for all
  /// of them once, so that there are more of them where [BlockTiles] are used.
  static final int PANELS_AT_ONCE = Backend.BLOCK_TILES ? 32 : 4;

  /// Rows of a block, a multiple of 4, 6 and 8: with [#INNER] columns 384 KiB, which stay in the
  /// second-level cache beside a panel.
  private static final int BLOCK_ROWS = 48;

  private TileLoops() {}

  /// Returns the floats that so many packed rows take for each step of the inner dimension.
  @NoAllocation
  static int paddedRows(int rows) {
    return (rows + PACKED_ROWS - 1) / PACKED_ROWS * PACKED_ROWS;
  }

  /// Packs some of the tiles of a left side: block by block of the inner dimension, tile by tile.
  ///
  /// @param from the address of the left side
  /// @param fromRow the bytes from one row to the next
  /// @param rows its rows
  /// @param inner its columns
  /// @param firstTile the first tile to pack
  /// @param lastTile the tile after the last one
  /// @param to the address of the packed left side
  @NoAllocation
  static void packRows(
      long from, long fromRow, int rows, int inner, int firstTile, int lastTile, long to) {
    int padded = paddedRows(rows);
    for (int k = 0; k < inner; k += INNER) {
      int depth = Math.min(INNER, inner - k);
      for (int tile = firstTile; tile < lastTile; tile++) {
        int row = tile * PACKED_ROWS;
        Backend.TILES.packRows(
            from + row * fromRow + (long) k * Float.BYTES,
            fromRow,
            Math.min(PACKED_ROWS, rows - row),
            depth,
            to + ((long) k * padded + (long) row * depth) * Float.BYTES);
      }
    }
  }

  /// Multiplies packed rows by some panels, for one block of the inner dimension.
  ///
  /// @param a the address of the packed rows of the block
  /// @param rows how many
  /// @param inner the inner dimension, at most [#INNER]
  /// @param b the address of the first panel
  /// @param panelBytes from one panel to the next
  /// @param c the address of the output
  /// @param cRow the bytes from one row of it to the next
  /// @param columns the output's columns
  /// @param accumulate whether to add to what is there
  /// @param tile memory for a tile
  @NoAllocation
  static void packedPanels(
      long a,
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
        packedPanel(
            a + (long) block * inner * Float.BYTES,
            blockRows,
            inner,
            panel,
            c + block * cRow + (long) column * Float.BYTES,
            cRow,
            Math.min(COLUMNS, columns - column),
            accumulate,
            tile);
        panel += panelBytes;
      }
    }
  }

  private static void packedPanel(
      long a,
      int rows,
      int inner,
      long b,
      long c,
      long cRow,
      int columns,
      boolean accumulate,
      long tile) {
    for (int row = 0; row < rows; row += PACKED_ROWS) {
      long left = a + (long) row * inner * Float.BYTES;
      int height = Math.min(PACKED_ROWS, rows - row);
      if (columns == COLUMNS && height == PACKED_ROWS && !accumulate) {
        Backend.TILES.multiplyPacked(left, inner, b, c + row * cRow, cRow);
      } else {
        Backend.TILES.multiplyPacked(left, inner, b, tile, PANEL_ROW);
        merge(tile, height, columns, c + row * cRow, cRow, accumulate);
      }
    }
  }

  /// Multiplies rows that are not packed by some panels, for one block of the inner dimension.
  ///
  /// @param a the address of the left side's first row
  /// @param aRow the bytes from one of them to the next
  /// @param rows how many
  /// @param inner the inner dimension, at most [#INNER]
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
    for (int row = 0; row < rows; row += BLOCK_ROWS) {
      int height = Math.min(BLOCK_ROWS, rows - row);
      long left = a + row * aRow;
      long right = b;
      for (int column = 0; column < columns; column += COLUMNS) {
        int width = Math.min(COLUMNS, columns - column);
        long output = c + row * cRow + (long) column * Float.BYTES;
        panel(left, aRow, height, inner, right, PANEL_ROW, output, cRow, width, accumulate, tile);
        right += panelBytes;
      }
    }
  }

  /// Multiplies rows that are not packed by one panel, whose rows may be apart.
  ///
  /// @param a the address of the left side's first row
  /// @param aRow the bytes from one of them to the next
  /// @param rows how many
  /// @param inner the inner dimension
  /// @param b the address of the panel
  /// @param bRow the bytes from one row of the panel to the next
  /// @param c the address of the output
  /// @param cRow the bytes from one row of it to the next
  /// @param columns the output's columns, at most [#COLUMNS]
  /// @param accumulate whether to add to what is there
  /// @param tile memory for a tile
  @NoAllocation
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
      long left = a + row * aRow;
      if (columns == COLUMNS && !accumulate) {
        Backend.TILES.multiply(height, left, aRow, inner, b, bRow, c + row * cRow, cRow);
      } else {
        Backend.TILES.multiply(height, left, aRow, inner, b, bRow, tile, PANEL_ROW);
        merge(tile, height, columns, c + row * cRow, cRow, accumulate);
      }
    }
  }

  /// Moves the part of a tile that the output has.
  @NoAllocation
  static void merge(long tile, int rows, int columns, long c, long cRow, boolean accumulate) {
    if (accumulate && columns == COLUMNS) {
      Backend.TILES.add(rows, tile, c, cRow);
      return;
    }
    for (int row = 0; row < rows; row++) {
      put(tile + row * PANEL_ROW, columns, c + row * cRow, accumulate);
    }
  }

  /// Writes or adds results that were computed elsewhere.
  @NoAllocation
  static void put(long results, int count, long to, boolean accumulate) {
    if (accumulate) {
      Backend.ROWS.add(results, to, to, count);
    } else {
      RawMemory.copy(results, to, (long) count * Float.BYTES);
    }
  }
}
