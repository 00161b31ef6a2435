package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.vector.BlockTiles;

/// The loops of matrix products around [BlockTiles]: each block of the left side goes through all
/// panels.
final class BlockLoops {
  private BlockLoops() {}

  /// Multiplies rows by some panels, for one block of the inner dimension.
  ///
  /// @param a the address of the left side's first element
  /// @param rowStep the bytes from one row of it to the next
  /// @param innerStep the bytes from one element of a row to the next
  /// @param rows how many rows
  /// @param inner the inner dimension, at most [TileLoops#INNER]
  /// @param b the address of the first panel
  /// @param panelBytes from one panel to the next
  /// @param c the address of the output
  /// @param cRow the bytes from one row of it to the next
  /// @param columns the output's columns
  /// @param accumulate whether to add to what is there
  /// @param tile memory for a tile
  /// @param block an array for a block
  @NoAllocation
  static void panels(
      long a,
      long rowStep,
      long innerStep,
      int rows,
      int inner,
      long b,
      long panelBytes,
      long c,
      long cRow,
      int columns,
      boolean accumulate,
      long tile,
      float[] block) {
    for (int row = 0; row < rows; row += BlockTiles.ROWS) {
      int height = Math.min(BlockTiles.ROWS, rows - row);
      BlockTiles.pack(a + row * rowStep, rowStep, innerStep, height, inner, block);
      long panel = b;
      for (int column = 0; column < columns; column += TileLoops.COLUMNS) {
        long output = c + row * cRow + (long) column * Float.BYTES;
        int width = Math.min(TileLoops.COLUMNS, columns - column);
        panel(block, height, inner, panel, output, cRow, width, accumulate, tile);
        panel += panelBytes;
      }
    }
  }

  private static void panel(
      float[] block,
      int rows,
      int inner,
      long b,
      long c,
      long cRow,
      int columns,
      boolean accumulate,
      long tile) {
    for (int row = 0; row < rows; row += BlockTiles.TILE_ROWS) {
      int first = BlockTiles.first(row, inner);
      int height = Math.min(BlockTiles.TILE_ROWS, rows - row);
      if (columns == TileLoops.COLUMNS && height == BlockTiles.TILE_ROWS && !accumulate) {
        BlockTiles.multiply(block, first, inner, b, c + row * cRow, cRow);
      } else {
        BlockTiles.multiply(block, first, inner, b, tile, TileLoops.PANEL_ROW);
        TileLoops.merge(tile, height, columns, c + row * cRow, cRow, accumulate);
      }
    }
  }
}
