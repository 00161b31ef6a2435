package dev.tenure.engine.kernel.scalar;

import static dev.tenure.engine.kernel.backend.RawMemory.getFloat;
import static dev.tenure.engine.kernel.backend.RawMemory.setFloat;

import dev.tenure.engine.kernel.backend.TileKernels;

/// Tiles of matrix products in plain Java.
public final class ScalarTiles implements TileKernels {
  private static final int ROWS = 4;
  private static final int COLUMNS = 16;

  /// Creates the loops, which have no state.
  public ScalarTiles() {}

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void multiply(
      int rows, long a, long aRow, int inner, long b, long bRow, long c, long cRow) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        float sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += getFloat(a + row * aRow, k) * getFloat(b + k * bRow, column);
        }
        setFloat(c + row * cRow, column, sum);
      }
    }
  }

  @Override
  public void add(int rows, long tile, long c, long cRow) {
    for (int row = 0; row < rows; row++) {
      long y = c + row * cRow;
      for (int column = 0; column < COLUMNS; column++) {
        setFloat(y, column, getFloat(y, column) + getFloat(tile, (long) row * COLUMNS + column));
      }
    }
  }

  @Override
  public void pack(long from, long fromRow, int rows, int width, long panel) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        float element = column < width ? getFloat(from + row * fromRow, column) : 0;
        setFloat(panel, (long) row * COLUMNS + column, element);
      }
    }
  }

  @Override
  public long largestUnpacked() {
    return 0;
  }

  @Override
  public int packedRows() {
    return ROWS;
  }

  @Override
  public void packRows(long from, long fromRow, int rows, int inner, long to) {
    for (int k = 0; k < inner; k++) {
      for (int row = 0; row < ROWS; row++) {
        float element = row < rows ? getFloat(from + row * fromRow, k) : 0;
        setFloat(to, (long) k * ROWS + row, element);
      }
    }
  }

  @Override
  public void multiplyPacked(long a, int inner, long b, long c, long cRow) {
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        float sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += getFloat(a, (long) k * ROWS + row) * getFloat(b, (long) k * COLUMNS + column);
        }
        setFloat(c + row * cRow, column, sum);
      }
    }
  }
}
