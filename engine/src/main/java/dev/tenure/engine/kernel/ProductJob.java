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
  private static final int PARTS_PER_THREAD = 4;

  /// Up to so many multiplications a thread gets one part, since an uneven share would cost more
  /// than an interruption.
  private static final long SMALL = 1L << 27;

  private long a;
  private long aRow;
  private boolean aTransposed;
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
    aRow = leftRow;
    aTransposed = leftTransposed;
    paddedRows = TileLoops.paddedRows(m);
    right.begin(rightSide, rightRow, rightTransposed, k, n);
    boolean shared = blocks && workers.threads() > 1 && right.fits();
    rightPanels = shared ? right.run(workers) : 0;
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
    int partPanels = Math.max(leastPanels(panels, wanted), (panels + wanted - 1) / wanted);
    partColumns = partPanels * TileLoops.COLUMNS;
    columnParts = (panels + partPanels - 1) / partPanels;
    int rowParts = Math.max(1, wanted / columnParts);
    // Whole tiles, so that each sum is made in the same order for any number of threads.
    int tileRows = tileRows();
    int tiles = Math.max(1, (rows + tileRows - 1) / tileRows);
    partRows = Math.max(1, (tiles + rowParts - 1) / rowParts) * tileRows;
  }

  /// Where each part copies its rows, it has so many columns that this costs little, or all of them
  /// if they are packed already.
  private int leastPanels(int panels, int wanted) {
    if (rightPanels != 0 && rows >= wanted * BlockTiles.ROWS) {
      return panels;
    }
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
        long output = c + firstRow * cRow + (long) column * Float.BYTES;
        if (rightPanels == 0) {
          right.pack(k, depth, column, width, block, panelBytes);
          multiply(firstRow, height, k, depth, block, panelBytes, output, width, tile, scratch);
        } else {
          long bytes = right.panelBytes();
          long panels = rightPanels + column / TileLoops.COLUMNS * bytes + k * TileLoops.PANEL_ROW;
          multiply(firstRow, height, k, depth, panels, bytes, output, width, tile, scratch);
        }
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
    if (blocks) {
      blocks(firstRow, height, k, depth, panels, panelBytes, output, width, add, tile, scratch);
    } else if (packed) {
      long left = a + ((long) k * paddedRows + (long) firstRow * depth) * Float.BYTES;
      TileLoops.packedPanels(
          left, height, depth, panels, panelBytes, output, cRow, width, add, tile);
    } else {
      long left = a + firstRow * aRow + (long) k * Float.BYTES;
      TileLoops.panels(
          left, aRow, height, depth, panels, panelBytes, output, cRow, width, add, tile);
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
}
