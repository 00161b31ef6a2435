package dev.tenure.engine.kernel.backend;

import dev.tenure.annotations.NoAllocation;

/// The innermost loops of matrix products: a tile of the output, accumulated in registers.
public interface TileKernels {
  /// Returns the largest number of rows of a tile whose left side is not packed.
  ///
  /// @return the rows
  @NoAllocation
  int rows();

  /// Returns up to which size a left side is better read where it is than packed.
  ///
  /// @return the most elements of it
  @NoAllocation
  long largestUnpacked();

  /// Returns the number of columns of a tile, which is that of a packed panel of the right side.
  ///
  /// @return the columns
  @NoAllocation
  int columns();

  /// Computes a tile: `c = a · b`.
  ///
  /// @param rows 1 to [#rows()]
  /// @param a the address of the left side's rows
  /// @param aRow the bytes from one of them to the next
  /// @param inner the inner dimension
  /// @param b the address of the right side's first row, of as many columns as the tile
  /// @param bRow the bytes from one of them to the next
  /// @param c the address of the tile's first row
  /// @param cRow the bytes from one row of the tile to the next
  @NoAllocation
  void multiply(int rows, long a, long aRow, int inner, long b, long bRow, long c, long cRow);

  /// Adds a tile, whose rows follow each other, to the output: `c = c + tile`.
  ///
  /// @param rows the rows of the tile
  /// @param tile the address of the tile
  /// @param c the address of the output's first row
  /// @param cRow the bytes from one row of the output to the next
  @NoAllocation
  void add(int rows, long tile, long c, long cRow);

  /// Copies part of a matrix into a panel; columns that are missing there are filled with zeros.
  ///
  /// @param from the address of the first row's part
  /// @param fromRow the bytes from one row to the next
  /// @param rows how many rows
  /// @param width how many columns, at most [#columns()]
  /// @param panel the panel's address
  @NoAllocation
  void pack(long from, long fromRow, int rows, int width, long panel);

  /// Returns the number of rows of a tile whose left side is packed.
  ///
  /// @return the rows
  @NoAllocation
  int packedRows();

  /// Copies rows of a left side into the order of [#multiplyPacked]: `[inner, packedRows]`; rows
  /// that are missing are filled with zeros.
  ///
  /// @param from the address of the first row
  /// @param fromRow the bytes from one row to the next
  /// @param rows how many rows, at most [#packedRows()]
  /// @param inner their length
  /// @param to the address of the destination
  @NoAllocation
  void packRows(long from, long fromRow, int rows, int inner, long to);

  /// Computes a tile of all rows and columns from packed sides.
  ///
  /// @param a the address of the packed rows
  /// @param inner the inner dimension
  /// @param b the address of the panel
  /// @param c the address of the tile's first row
  /// @param cRow the bytes from one row of the tile to the next
  @NoAllocation
  void multiplyPacked(long a, int inner, long b, long c, long cRow);
}
