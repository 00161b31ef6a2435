package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.PanelKernels;
import dev.tenure.engine.kernel.backend.PanelLayout;
import dev.tenure.engine.kernel.backend.RawMemory;
import org.jspecify.annotations.Nullable;

/// A linear layer: rows of activations times packed weights, cut by outputs.
///
/// Few rows are multiplied panel by panel in the weights' own format, which is bound by memory. Of
/// more rows, quantised weights are turned into floats, a block of some panels at a time, and
/// multiplied like these, which is bound by arithmetic.
final class LinearJob extends Job {
  /// The most rows that go through the weights one by one: turning a weight into a float costs
  /// about as much as this many products with it.
  private static final int FEW_ROWS = 4;

  /// How many parts a thread gets, so that one that is interrupted leaves its share to the others.
  private static final int PARTS_PER_THREAD = 4;

  /// Panels of tiles that are turned into floats at once: 128 KiB at most.
  private static final int BLOCK_PANELS = 4;

  private static final int QUANT_BLOCK = 32;

  /// What of the packed rows stays in the second-level cache beside a panel.
  private static final int CACHED_BYTES = 128 << 10;

  private long x;
  private int rows;
  private long y;
  private long bias;
  private @Nullable ActivationFunction activation;
  private boolean accumulate;
  private @Nullable WeightMatrix weights;

  /// Where the quantised rows are, the bytes of one of them, and where in it the scales and sums
  /// are.
  private long quants;

  private long quantRow;
  private long scalesOffset;
  private long sumsOffset;

  /// Where the packed rows are.
  private long packed;

  private int partOutputs;

  @NoAllocation
  void run(
      Workers workers,
      long input,
      int inputRows,
      WeightMatrix matrix,
      long biases,
      @Nullable ActivationFunction function,
      long output,
      boolean add) {
    x = input;
    rows = inputRows;
    weights = matrix;
    bias = biases;
    activation = function;
    y = output;
    accumulate = add;
    if (isOneByOne(matrix) && matrix.format().isQuantized()) {
      quantize(workers, matrix.inputs());
    }
    if (isPacked(matrix)) {
      packed =
          workers.packing.run(
              workers,
              input,
              (long) matrix.inputs() * Float.BYTES,
              false,
              inputRows,
              matrix.inputs());
    }
    partOutputs = partOutputs(matrix.outputs(), workers.threads());
    workers.run(this, (matrix.outputs() + partOutputs - 1) / partOutputs);
    weights = null;
  }

  /// Whether the rows are many enough to be worth a tile.
  private boolean isPacked(WeightMatrix matrix) {
    return rows > (matrix.layout() == null ? 1 : FEW_ROWS);
  }

  private boolean isOneByOne(WeightMatrix matrix) {
    return rows <= FEW_ROWS && matrix.layout() != null;
  }

  /// Whole tiles, which are two panels each.
  private static int partOutputs(int outputs, int threads) {
    int tiles = (outputs + TileLoops.COLUMNS - 1) / TileLoops.COLUMNS;
    int parts = threads == 1 ? 1 : threads * PARTS_PER_THREAD;
    return Math.max(1, (tiles + parts - 1) / parts) * TileLoops.COLUMNS;
  }

  private void quantize(Workers workers, int inputs) {
    scalesOffset = (long) inputs * Short.BYTES;
    sumsOffset = scalesOffset + (long) inputs / QUANT_BLOCK * Float.BYTES;
    quantRow = sumsOffset + (long) inputs / QUANT_BLOCK * Float.BYTES;
    quants = workers.shared().address(rows * quantRow);
    for (int row = 0; row < rows; row++) {
      long to = quants + row * quantRow;
      Backend.PANELS.quantize(
          x + (long) row * inputs * Float.BYTES, inputs, to, to + scalesOffset, to + sumsOffset);
    }
  }

  @Override
  void run(int part, Scratch scratch) {
    WeightMatrix matrix = weights;
    if (matrix == null) {
      throw new IllegalStateException("no call is under way");
    }
    int from = part * partOutputs;
    int to = Math.min(matrix.outputs(), from + partOutputs);
    PanelLayout layout = matrix.layout();
    if (layout == null) {
      floats(matrix, from, to, scratch);
    } else if (isOneByOne(matrix)) {
      oneByOne(matrix, layout, from, to, scratch);
    } else {
      unpacked(matrix, layout, from, to, scratch);
    }
    finish(matrix.outputs(), from, to);
  }

  private void floats(WeightMatrix matrix, int from, int to, Scratch scratch) {
    int inputs = matrix.inputs();
    long tile = scratch.address(TileLoops.TILE_BYTES);
    long panelBytes = inputs * TileLoops.PANEL_ROW;
    long panels = matrix.panel(from / TileLoops.COLUMNS);
    clearIfEmpty(inputs, matrix.outputs(), from, to);
    if (!isPacked(matrix)) {
      oneRow(inputs, panels, panelBytes, from, to, tile);
      return;
    }
    int step = columnsAtOnce(inputs, to - from);
    for (int output = from; output < to; output += step) {
      long panel = panels + (output - from) / TileLoops.COLUMNS * panelBytes;
      int end = Math.min(to, output + step);
      for (int k = 0; k < inputs; k += TileLoops.INNER) {
        products(matrix, k, panel + k * TileLoops.PANEL_ROW, panelBytes, output, end, tile);
      }
    }
  }

  /// While all packed rows stay in a cache, the weights are read from their first byte to their
  /// last, which is what memory is fastest at. Otherwise a block of the rows goes through all
  /// panels before the next.
  private int columnsAtOnce(int inputs, int columns) {
    long packedBytes = (long) TileLoops.paddedRows(rows) * inputs * Float.BYTES;
    return packedBytes <= CACHED_BYTES ? TileLoops.COLUMNS : columns;
  }

  private void oneRow(int inputs, long panels, long panelBytes, int from, int to, long tile) {
    if (rows == 0 || inputs == 0) {
      return;
    }
    for (int output = from; output < to; output += TileLoops.COLUMNS) {
      TileLoops.panel(
          x,
          0,
          rows,
          inputs,
          panels + (output - from) / TileLoops.COLUMNS * panelBytes,
          TileLoops.PANEL_ROW,
          y + (long) output * Float.BYTES,
          0,
          Math.min(TileLoops.COLUMNS, to - output),
          accumulate,
          tile);
    }
  }

  /// Multiplies all rows by some panels, for the block of the inner dimension that begins at `k`.
  private void products(
      WeightMatrix matrix, int k, long panels, long panelBytes, int from, int to, long tile) {
    int inner = Math.min(TileLoops.INNER, matrix.inputs() - k);
    TileLoops.packedPanels(
        packed + (long) k * TileLoops.paddedRows(rows) * Float.BYTES,
        rows,
        inner,
        panels,
        panelBytes,
        y + (long) from * Float.BYTES,
        (long) matrix.outputs() * Float.BYTES,
        to - from,
        accumulate || k > 0,
        tile);
  }

  /// Without inputs no tile is computed, and the sums are zero.
  private void clearIfEmpty(int inputs, int outputs, int from, int to) {
    if (inputs > 0 || accumulate) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      for (int i = from; i < to; i++) {
        RawMemory.setFloat(y, (long) row * outputs + i, 0);
      }
    }
  }

  private void oneByOne(
      WeightMatrix matrix, PanelLayout layout, int from, int to, Scratch scratch) {
    int lanes = Backend.PANELS.lanes();
    int inputs = matrix.inputs();
    long results = scratch.address((long) lanes * Float.BYTES);
    for (int output = from; output < to; output += lanes) {
      long panel = matrix.panel(output / lanes);
      for (int row = 0; row < rows; row++) {
        panel(layout, panel, row, inputs, results);
        long target = y + ((long) row * matrix.outputs() + output) * Float.BYTES;
        TileLoops.put(results, Math.min(lanes, to - output), target, accumulate);
      }
    }
  }

  private void panel(PanelLayout layout, long panel, int row, int inputs, long results) {
    PanelKernels kernels = Backend.PANELS;
    long floats = x + (long) row * inputs * Float.BYTES;
    long q = quants + row * quantRow;
    long scales = q + scalesOffset;
    long sums = q + sumsOffset;
    switch (layout) {
      case FLOAT16 -> kernels.float16(panel, floats, inputs, results);
      case BFLOAT16 -> kernels.bfloat16(panel, floats, inputs, results);
      case Q8 -> kernels.q8(panel, q, scales, inputs, results);
      case Q4 -> kernels.q4(panel, q, scales, sums, inputs, results);
      case Q4_K -> kernels.q4k(panel, q, scales, sums, inputs, results);
      case Q6_K -> kernels.q6k(panel, q, scales, inputs, results);
    }
  }

  private void unpacked(
      WeightMatrix matrix, PanelLayout layout, int from, int to, Scratch scratch) {
    int inputs = matrix.inputs();
    long panelBytes = TileLoops.INNER * TileLoops.PANEL_ROW;
    long tile = scratch.address(TileLoops.TILE_BYTES + BLOCK_PANELS * panelBytes);
    long block = tile + TileLoops.TILE_BYTES;
    int step = BLOCK_PANELS * TileLoops.COLUMNS;
    clearIfEmpty(inputs, matrix.outputs(), from, to);
    for (int output = from; output < to; output += step) {
      int outputs = Math.min(step, to - output);
      for (int k = 0; k < inputs; k += TileLoops.INNER) {
        int inner = Math.min(TileLoops.INNER, inputs - k);
        unpack(matrix, layout, output, outputs, k, inner, block, panelBytes);
        products(matrix, k, block, panelBytes, output, output + outputs, tile);
      }
    }
  }

  private static void unpack(
      WeightMatrix matrix,
      PanelLayout layout,
      int output,
      int outputs,
      int k,
      int inner,
      long block,
      long panelBytes) {
    int lanes = Backend.PANELS.lanes();
    for (int i = 0; i < outputs; i += lanes) {
      long to =
          block + i / TileLoops.COLUMNS * panelBytes + (long) (i % TileLoops.COLUMNS) * Float.BYTES;
      Backend.PANELS.unpack(
          layout, matrix.panel((output + i) / lanes), k, inner, to, TileLoops.PANEL_ROW);
    }
  }

  private void finish(int outputs, int from, int to) {
    for (int row = 0; row < rows; row++) {
      long results = y + ((long) row * outputs + from) * Float.BYTES;
      if (bias != 0) {
        Backend.ROWS.add(results, bias + (long) from * Float.BYTES, results, to - from);
      }
      if (activation != null) {
        activation.apply(results, results, to - from);
      }
    }
  }
}
