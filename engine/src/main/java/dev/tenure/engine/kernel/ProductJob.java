package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.vector.BlockTiles;

/// A product of two matrices in memory, cut by columns, and by rows where there are few columns.
///
/// The right side is packed into panels, a block at a time, by the thread that uses it. So is the
/// left side where [BlockTiles] are used. Elsewhere it is read where it is, if the vectors are wide
/// enough or it is small; otherwise, and if it is transposed, it is packed before, by all threads
/// together.
final class ProductJob extends Job {
  private static final int PARTS_PER_THREAD = 4;

  /// Rows of the right side that are packed at once, fewer than the pages whose addresses the
  /// processor holds; even, because some tiles take two steps at a time.
  private static final int PACKED_AT_ONCE = 32;

  /// Up to so many multiplications a thread gets one part, since an uneven share would cost more
  /// than an interruption.
  private static final long SMALL = 1L << 27;

  private long a;
  private long aRow;
  private boolean aTransposed;
  private boolean blocks;
  private boolean packed;
  private int paddedRows;
  private long b;
  private long bRow;
  private boolean bTransposed;
  private long c;
  private long cRow;
  private int rows;
  private int inner;
  private int columns;
  private boolean accumulate;

  private int partColumns;
  private int partRows;
  private int columnParts;

  @NoAllocation
  void run(Workers workers, MatrixSlice left, MatrixSlice right, MatrixSlice output, boolean add) {
    run(
        workers,
        left.address("left"),
        left.rowBytes(),
        left.transposed(),
        right.address("right"),
        right.rowBytes(),
        right.transposed(),
        output.address("output"),
        output.rowBytes(),
        output.rows(),
        left.columns(),
        output.columns(),
        add);
  }

  @NoAllocation
  void run(
      Workers workers,
      long left,
      long leftRow,
      boolean leftTransposed,
      long right,
      long rightRow,
      boolean rightTransposed,
      long output,
      long outputRow,
      int m,
      int k,
      int n,
      boolean add) {
    rows = m;
    inner = k;
    columns = n;
    blocks = Backend.BLOCK_TILES && (leftTransposed || m > 1);
    packed = !blocks && (leftTransposed || (long) m * k > Backend.TILES.largestUnpacked());
    a = packed ? workers.packing.run(workers, left, leftRow, leftTransposed, m, k) : left;
    aRow = leftRow;
    aTransposed = leftTransposed;
    paddedRows = TileLoops.paddedRows(m);
    b = right;
    bRow = rightRow;
    bTransposed = rightTransposed;
    c = output;
    cRow = outputRow;
    accumulate = add;
    cut(workers.threads());
    workers.run(this, columnParts * ((m + partRows - 1) / partRows));
  }

  private void cut(int threads) {
    int panels = Math.max(1, (columns + TileLoops.COLUMNS - 1) / TileLoops.COLUMNS);
    boolean small = (long) rows * inner * columns <= SMALL;
    int wanted = threads == 1 || small ? threads : threads * PARTS_PER_THREAD;
    int partPanels = Math.max(leastPanels(), (panels + wanted - 1) / wanted);
    partColumns = partPanels * TileLoops.COLUMNS;
    columnParts = (panels + partPanels - 1) / partPanels;
    int rowParts = Math.max(1, wanted / columnParts);
    // Whole tiles, so that each sum is made in the same order for any number of threads.
    int tileRows = tileRows();
    int tiles = Math.max(1, (rows + tileRows - 1) / tileRows);
    partRows = Math.max(1, (tiles + rowParts - 1) / rowParts) * tileRows;
  }

  /// Where each part copies its rows, it has so many columns that this costs little.
  private int leastPanels() {
    return blocks ? TileLoops.PANELS_AT_ONCE : 1;
  }

  private int tileRows() {
    if (blocks) {
      return BlockTiles.TILE_ROWS;
    }
    return packed ? TileLoops.PACKED_ROWS : TileLoops.ROWS;
  }

  @Override
  void run(int part, Scratch scratch) {
    int firstColumn = part % columnParts * partColumns;
    int lastColumn = Math.min(columns, firstColumn + partColumns);
    int firstRow = part / columnParts * partRows;
    int height = Math.min(rows - firstRow, partRows);
    long panelBytes = TileLoops.INNER * TileLoops.PANEL_ROW;
    long tile = scratch.address(TileLoops.TILE_BYTES + TileLoops.PANELS_AT_ONCE * panelBytes);
    long block = tile + TileLoops.TILE_BYTES;
    if (inner == 0 && !accumulate) {
      clear(firstRow, height, firstColumn, lastColumn);
    }
    int step = TileLoops.PANELS_AT_ONCE * TileLoops.COLUMNS;
    for (int column = firstColumn; column < lastColumn; column += step) {
      int width = Math.min(step, lastColumn - column);
      for (int k = 0; k < inner; k += TileLoops.INNER) {
        int depth = Math.min(TileLoops.INNER, inner - k);
        pack(k, depth, column, width, block, panelBytes);
        long output = c + firstRow * cRow + (long) column * Float.BYTES;
        boolean add = accumulate || k > 0;
        if (blocks) {
          blocks(firstRow, height, k, depth, block, panelBytes, output, width, add, tile, scratch);
        } else if (packed) {
          long left = a + ((long) k * paddedRows + (long) firstRow * depth) * Float.BYTES;
          TileLoops.packedPanels(
              left, height, depth, block, panelBytes, output, cRow, width, add, tile);
        } else {
          long left = a + firstRow * aRow + (long) k * Float.BYTES;
          TileLoops.panels(
              left, aRow, height, depth, block, panelBytes, output, cRow, width, add, tile);
        }
      }
    }
  }

  private void blocks(
      int firstRow,
      int height,
      int k,
      int depth,
      long panels,
      long panelBytes,
      long output,
      int width,
      boolean add,
      long tile,
      Scratch scratch) {
    long rowStep = aTransposed ? Float.BYTES : aRow;
    long innerStep = aTransposed ? aRow : Float.BYTES;
    BlockLoops.panels(
        a + firstRow * rowStep + k * innerStep,
        rowStep,
        innerStep,
        height,
        depth,
        panels,
        panelBytes,
        output,
        cRow,
        width,
        add,
        tile,
        scratch.block());
  }

  private void clear(int firstRow, int height, int from, int to) {
    for (int row = firstRow; row < firstRow + height; row++) {
      for (int column = from; column < to; column++) {
        RawMemory.setFloat(c + row * cRow, column, 0);
      }
    }
  }

  /// Some rows of all panels before the next ones, because each row is on other pages.
  private void pack(int k, int depth, int column, int width, long block, long panelBytes) {
    for (int row = 0; row < depth; row += PACKED_AT_ONCE) {
      int height = Math.min(PACKED_AT_ONCE, depth - row);
      for (int i = 0; i < width; i += TileLoops.COLUMNS) {
        int panelWidth = Math.min(TileLoops.COLUMNS, width - i);
        long panel = block + i / TileLoops.COLUMNS * panelBytes + row * TileLoops.PANEL_ROW;
        if (bTransposed) {
          packTransposed(k + row, height, column + i, panelWidth, panel);
        } else {
          packRows(k + row, height, column + i, panelWidth, panel);
        }
        if (height % 2 != 0) {
          // Some tiles take two steps at a time.
          RawMemory.clear(panel + height * TileLoops.PANEL_ROW, TileLoops.PANEL_ROW);
        }
      }
    }
  }

  private void packRows(int k, int depth, int column, int width, long panel) {
    long from = b + k * bRow + (long) column * Float.BYTES;
    Backend.TILES.pack(from, bRow, depth, width, panel);
  }

  private void packTransposed(int k, int depth, int column, int width, long panel) {
    for (int i = 0; i < width; i++) {
      long from = b + (column + i) * bRow + (long) k * Float.BYTES;
      gather(from, Float.BYTES, depth, panel + (long) i * Float.BYTES, TileLoops.PANEL_ROW);
    }
  }

  private static void gather(long from, long fromStep, int count, long to, long toStep) {
    for (int i = 0; i < count; i++) {
      RawMemory.setFloat(to + i * toStep, RawMemory.getFloat(from + i * fromStep));
    }
  }
}
