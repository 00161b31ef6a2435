package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.vector.BlockTiles;

/// A product of two matrices in memory, cut by columns, and by rows where there are few columns.
///
/// The right side is packed into panels, a block at a time, by the thread that uses it, or all of
/// it before by all threads together. Where [BlockTiles] are used, each thread copies blocks of the
/// left side. Elsewhere it is read where it is, if the vectors are wide enough or it is small;
/// otherwise, and if it is transposed, it is packed before, by all threads together.
final class ProductJob extends Job {
  /// Up to so many multiplications a thread gets one part, since an uneven share would cost more
  /// than an interruption.
  private static final long SMALL = 1L << 27;

  private long a;

  /// The bytes from one row of the left side to the next, and from one element of a row.
  private long aRow;

  private long aStep;
  private boolean blocks;
  private boolean packed;
  private int paddedRows;

  /// The right side.
  private final PanelPackingJob right = new PanelPackingJob();

  /// Where all of the right side is packed before the product, or 0.
  private long rightPanels;

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
  void run(
      Workers workers, MatrixSlice left, MatrixSlice rightSide, MatrixSlice output, boolean add) {
    run(
        workers,
        left.address("left"),
        left.rowBytes(),
        left.transposed(),
        rightSide.address("right"),
        rightSide.rowBytes(),
        rightSide.transposed(),
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
      long rightSide,
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
    aRow = leftTransposed ? Float.BYTES : leftRow;
    aStep = leftTransposed ? leftRow : Float.BYTES;
    paddedRows = TileLoops.paddedRows(m);
    right.begin(rightSide, rightRow, rightTransposed, k, n);
    boolean shared = blocks && workers.threads() > 1 && right.fits();
    rightPanels = shared ? right.run(workers) : 0;
    c = output;
    cRow = outputRow;
    accumulate = add;
    cut(workers);
    workers.run(this, columnParts * ((m + partRows - 1) / partRows));
  }

  private void cut(Workers workers) {
    int panels = Math.max(1, (columns + TileLoops.COLUMNS - 1) / TileLoops.COLUMNS);
    boolean small = (long) rows * inner * columns <= SMALL;
    int wanted = small ? workers.threads() : workers.parts();
    int partPanels = Math.max(leastPanels(panels, wanted), (panels + wanted - 1) / wanted);
    partColumns = partPanels * TileLoops.COLUMNS;
    columnParts = (panels + partPanels - 1) / partPanels;
    int rowParts = Math.max(1, wanted / columnParts);
    // Whole tiles, so that each sum is made in the same order for any number of threads.
    int tileRows = tileRows();
    int tiles = Math.max(1, (rows + tileRows - 1) / tileRows);
    partRows = Math.max(1, (tiles + rowParts - 1) / rowParts) * tileRows;
  }

  /// Where each part copies its rows, and there are enough to cut by them, it has so many columns
  /// that this costs little, or all of them if they are packed already.
  private int leastPanels(int panels, int wanted) {
    if (!blocks || rows < BlockTiles.ROWS) {
      return 1;
    }
    boolean allColumns = rightPanels != 0 && rows >= wanted * BlockTiles.ROWS;
    return allColumns ? panels : TileLoops.PANELS_AT_ONCE;
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
    boolean shared = rightPanels != 0;
    long panelBytes = shared ? right.panelBytes() : TileLoops.INNER * TileLoops.PANEL_ROW;
    long ownBytes = shared ? 0 : TileLoops.PANELS_AT_ONCE * panelBytes;
    long tile = scratch.address(TileLoops.TILE_BYTES + ownBytes);
    if (inner == 0 && !accumulate) {
      clear(firstRow, height, firstColumn, lastColumn);
    }
    int step = TileLoops.PANELS_AT_ONCE * TileLoops.COLUMNS;
    for (int column = firstColumn; column < lastColumn; column += step) {
      int width = Math.min(step, lastColumn - column);
      for (int k = 0; k < inner; k += TileLoops.INNER) {
        int depth = Math.min(TileLoops.INNER, inner - k);
        long panels = tile + TileLoops.TILE_BYTES;
        if (shared) {
          panels = rightPanels + column / TileLoops.COLUMNS * panelBytes + k * TileLoops.PANEL_ROW;
        } else {
          right.pack(k, depth, column, width, panels, panelBytes);
        }
        long output = c + firstRow * cRow + (long) column * Float.BYTES;
        multiply(firstRow, height, k, depth, panels, panelBytes, output, width, tile, scratch);
      }
    }
  }

  private void multiply(
      int firstRow,
      int height,
      int k,
      int depth,
      long panels,
      long panelBytes,
      long output,
      int width,
      long tile,
      Scratch scratch) {
    boolean add = accumulate || k > 0;
    long left = a + firstRow * aRow + k * aStep;
    if (blocks) {
      BlockLoops.panels(
          left,
          aRow,
          aStep,
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
    } else if (packed) {
      long packedRows = a + ((long) k * paddedRows + (long) firstRow * depth) * Float.BYTES;
      TileLoops.packedPanels(
          packedRows, height, depth, panels, panelBytes, output, cRow, width, add, tile);
    } else {
      TileLoops.panels(
          left, aRow, height, depth, panels, panelBytes, output, cRow, width, add, tile);
    }
  }

  private void clear(int firstRow, int height, int from, int to) {
    for (int row = firstRow; row < firstRow + height; row++) {
      for (int column = from; column < to; column++) {
        RawMemory.setFloat(c + row * cRow, column, 0);
      }
    }
  }
}
