package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;

/// The packing of a right side into panels: a part of it by the thread that uses that, or all of it
/// before the product, cut by panels.
final class PanelPackingJob extends Job {
  /// Rows that are packed at once, fewer than the pages whose addresses the processor holds; even,
  /// because some tiles take two steps at a time.
  private static final int ROWS_AT_ONCE = 32;

  /// More bytes than this would not stay in a third-level cache.
  private static final long MOST_BYTES = 16 << 20;

  private long from;
  private long fromRow;
  private boolean transposed;
  private int inner;
  private int columns;
  private long to;
  private int partPanels;

  /// Sets the right side.
  @NoAllocation
  void begin(long right, long rightRow, boolean rightTransposed, int k, int n) {
    from = right;
    fromRow = rightRow;
    transposed = rightTransposed;
    inner = k;
    columns = n;
  }

  /// Whether all of it can be packed before the product.
  @NoAllocation
  boolean fits() {
    return panels() * panelBytes() <= MOST_BYTES;
  }

  /// Packs all of it into memory of the workers and returns its address. Panels follow each other.
  @NoAllocation
  long run(Workers workers) {
    to = workers.shared().address(panels() * panelBytes());
    partPanels = Math.max(1, (panels() + workers.threads() - 1) / workers.threads());
    workers.run(this, (panels() + partPanels - 1) / partPanels);
    return to;
  }

  private int panels() {
    return (columns + TileLoops.COLUMNS - 1) / TileLoops.COLUMNS;
  }

  /// The bytes from one panel to the next where all are packed.
  @NoAllocation
  long panelBytes() {
    return (inner + inner % 2) * TileLoops.PANEL_ROW;
  }

  @Override
  void run(int part, Scratch scratch) {
    int first = part * partPanels * TileLoops.COLUMNS;
    int width = Math.min(partPanels * TileLoops.COLUMNS, columns - first);
    pack(0, inner, first, width, to + (long) part * partPanels * panelBytes(), panelBytes());
  }

  /// Packs a part: some rows of all its panels before the next ones, because each row is on other
  /// pages.
  ///
  /// @param k its first row
  /// @param depth how many rows
  /// @param column its first column
  /// @param width how many columns
  /// @param block the address of its first panel
  /// @param blockPanel the bytes from one panel to the next
  @NoAllocation
  void pack(int k, int depth, int column, int width, long block, long blockPanel) {
    for (int row = 0; row < depth; row += ROWS_AT_ONCE) {
      int height = Math.min(ROWS_AT_ONCE, depth - row);
      for (int i = 0; i < width; i += TileLoops.COLUMNS) {
        long panel = block + i / TileLoops.COLUMNS * blockPanel + row * TileLoops.PANEL_ROW;
        packPanel(k + row, height, column + i, Math.min(TileLoops.COLUMNS, width - i), panel);
      }
    }
  }

  private void packPanel(int k, int height, int column, int width, long panel) {
    if (transposed) {
      packTransposed(k, height, column, width, panel);
    } else {
      long first = from + k * fromRow + (long) column * Float.BYTES;
      Backend.TILES.pack(first, fromRow, height, width, panel);
    }
    if (height % 2 != 0) {
      RawMemory.clear(panel + height * TileLoops.PANEL_ROW, TileLoops.PANEL_ROW);
    }
  }

  private void packTransposed(int k, int height, int column, int width, long panel) {
    for (int i = 0; i < width; i++) {
      long row = from + (column + i) * fromRow + (long) k * Float.BYTES;
      gather(row, Float.BYTES, height, panel + (long) i * Float.BYTES, TileLoops.PANEL_ROW);
    }
  }

  private static void gather(long from, long fromStep, int count, long to, long toStep) {
    for (int i = 0; i < count; i++) {
      RawMemory.setFloat(to + i * toStep, RawMemory.getFloat(from + i * fromStep));
    }
  }
}
