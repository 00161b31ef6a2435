package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.PanelKernels;
import dev.tenure.engine.kernel.backend.PanelLayout;
import dev.tenure.engine.kernel.backend.RawMemory;
import org.jspecify.annotations.Nullable;

/// One or several linear layers of the same rows of activations: these times packed weights, cut by
/// outputs. The rows are quantised or packed once for all of them, and the threads are woken once.
///
/// Few rows are multiplied panel by panel in the weights' own format, which is bound by memory. Of
/// more rows, quantised weights are turned into floats, a block of some panels at a time, and
/// multiplied like these, which is bound by arithmetic.
final class LinearJob extends Job {
  /// The most rows that go through the weights one by one: turning a weight into a float costs
  /// about as much as this many products with it.
  private static final int FEW_ROWS = 4;

  private static final int QUANT_BLOCK = 32;
  private static final long CACHE_LINE = 64;

  /// The results of a row and a group of panels.
  private static final long GROUP_BYTES = (long) WeightMatrix.GROUP * Float.BYTES;

  /// What of the packed rows stays in the second-level cache beside a panel.
  private static final int CACHED_BYTES = 128 << 10;

  /// The panels of floats, 64 KiB for each block of the inner dimension, that a block of copied
  /// rows goes through. Measured with 8, 16, 32 and all: 35, 40, 37 and 29 billion products a
  /// second with 128 rows, 5632 outputs and 2048 inputs on Zen 3.
  private static final int CACHED_PANELS = 16;

  /// The panels that are turned into floats at once: a block of the rows is copied for all of them
  /// once, where it is copied.
  private static final int UNPACKED_PANELS = Backend.BLOCK_TILES ? TileLoops.PANELS_AT_ONCE : 1;

  /// The most layers at once: queries, keys and values.
  private static final int MOST_LAYERS = 3;

  private final LinearTarget[] targets = new LinearTarget[MOST_LAYERS];
  private int layers;

  private long x;
  private int rows;
  private @Nullable ActivationFunction activation;
  private boolean accumulate;

  /// Where the quantised rows are, which begin with their scales, the bytes of one of them, and
  /// where in it the sums and the quants are, which are quantised a chunk at a time.
  private long quants;

  private long quantRow;
  private long sumsOffset;
  private long quantsOffset;

  /// Where the packed rows are; 0 while tiles read the rows where they are.
  private long packed;

  private int partOutputs;

  LinearJob() {
    for (int i = 0; i < targets.length; i++) {
      targets[i] = new LinearTarget();
    }
  }

  /// Begins a call.
  @NoAllocation
  void begin(long input, int inputRows, @Nullable ActivationFunction function, boolean add) {
    x = input;
    rows = inputRows;
    activation = function;
    accumulate = add;
    layers = 0;
  }

  /// Adds a layer to it.
  @NoAllocation
  void add(WeightMatrix matrix, long biases, long output) {
    targets[layers].set(matrix, biases, output);
    layers++;
  }

  /// Computes all layers that were added.
  @NoAllocation
  void finish(Workers workers) {
    prepare(workers);
    int tiles = 0;
    for (int i = 0; i < layers; i++) {
      tiles += tiles(targets[i].matrix());
    }
    partOutputs = partOutputs(tiles, workers.parts());
    int parts = 0;
    for (int i = 0; i < layers; i++) {
      parts = targets[i].cut(parts, partOutputs);
    }
    workers.run(this, parts);
    for (int i = 0; i < layers; i++) {
      targets[i].forget();
    }
  }

  private void prepare(Workers workers) {
    boolean quantized = false;
    boolean floats = false;
    for (int i = 0; i < layers; i++) {
      WeightMatrix matrix = targets[i].matrix();
      quantized |= isOneByOne(matrix) && matrix.format().isQuantized();
      floats |= isPacked(matrix);
    }
    int inputs = targets[0].matrix().inputs();
    if (quantized) {
      quantize(workers, inputs);
    }
    packed = 0;
    if (floats && !Backend.BLOCK_TILES && (long) rows * inputs > Backend.TILES.largestUnpacked()) {
      packed = workers.packing.run(workers, x, (long) inputs * Float.BYTES, false, rows, inputs);
    }
  }

  /// Whether the rows are many enough to be worth a tile.
  private boolean isPacked(WeightMatrix matrix) {
    return rows > (matrix.layout() == null ? 1 : FEW_ROWS);
  }

  private boolean isOneByOne(WeightMatrix matrix) {
    return rows <= FEW_ROWS && matrix.layout() != null;
  }

  private static int tiles(WeightMatrix matrix) {
    return (matrix.outputs() + TileLoops.COLUMNS - 1) / TileLoops.COLUMNS;
  }

  /// Whole tiles, which are two panels each.
  private static int partOutputs(int tiles, int parts) {
    return Math.max(1, (tiles + parts - 1) / parts) * TileLoops.COLUMNS;
  }

  private void quantize(Workers workers, int inputs) {
    sumsOffset = (long) inputs / QUANT_BLOCK * Float.BYTES;
    quantsOffset = aligned(2 * sumsOffset);
    quantRow = quantsOffset + aligned(Backend.PANELS.quantizedBytes(inputs));
    quants = workers.quantized().address(rows * quantRow);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < inputs; k += WeightMatrix.CHUNK) {
        quantize(row, inputs, k, Math.min(WeightMatrix.CHUNK, inputs - k));
      }
    }
  }

  private void quantize(int row, int inputs, int k, int columns) {
    long scales = scales(row, k);
    Backend.PANELS.quantize(
        x + ((long) row * inputs + k) * Float.BYTES,
        columns,
        quants(row, k),
        scales,
        scales + sumsOffset);
  }

  private long scales(int row, int k) {
    return quants + row * quantRow + (long) k / QUANT_BLOCK * Float.BYTES;
  }

  /// Returns where the quants of a chunk are.
  private long quants(int row, int k) {
    return quants + row * quantRow + quantsOffset + Backend.PANELS.quantizedBytes(k);
  }

  private static long aligned(long bytes) {
    return (bytes + CACHE_LINE - 1) & -CACHE_LINE;
  }

  @Override
  void run(int part, Scratch scratch) {
    int layer = 0;
    while (part >= targets[layer].lastPart()) {
      layer++;
    }
    LinearTarget target = targets[layer];
    WeightMatrix matrix = target.matrix();
    int from = (part - target.firstPart()) * partOutputs;
    int to = Math.min(matrix.outputs(), from + partOutputs);
    PanelLayout layout = matrix.layout();
    if (layout == null) {
      floats(target, from, to, scratch);
    } else if (isOneByOne(matrix)) {
      oneByOne(target, layout, from, to, scratch);
    } else {
      unpacked(target, layout, from, to, scratch);
    }
    complete(target, from, to);
  }

  private void floats(LinearTarget target, int from, int to, Scratch scratch) {
    WeightMatrix matrix = target.matrix();
    int inputs = matrix.inputs();
    long tile = scratch.address(TileLoops.TILE_BYTES);
    long panelBytes = matrix.panelBytes();
    long panels = matrix.panel(from / TileLoops.COLUMNS);
    clearIfEmpty(target, from, to);
    if (!isPacked(matrix)) {
      oneRow(target, panels, panelBytes, from, to, tile);
      return;
    }
    int step = columnsAtOnce(inputs, to - from);
    for (int output = from; output < to; output += step) {
      long panel = panels + (output - from) / TileLoops.COLUMNS * panelBytes;
      int end = Math.min(to, output + step);
      for (int k = 0; k < inputs; k += TileLoops.INNER) {
        long block = panel + k * TileLoops.PANEL_ROW;
        products(target, k, block, panelBytes, output, end, tile, scratch);
      }
    }
  }

  /// While tiles read the rows where they are, or all packed rows stay in a cache, the weights are
  /// read from their first byte to their last, which is what memory is fastest at. Otherwise a
  /// block of the rows goes through all panels before the next; through some, which stay in a
  /// cache, if it has to be copied before.
  private int columnsAtOnce(int inputs, int columns) {
    if (Backend.BLOCK_TILES) {
      return CACHED_PANELS * TileLoops.COLUMNS;
    }
    long packedBytes = (long) TileLoops.paddedRows(rows) * inputs * Float.BYTES;
    return packed == 0 || packedBytes <= CACHED_BYTES ? TileLoops.COLUMNS : columns;
  }

  private void oneRow(
      LinearTarget target, long panels, long panelBytes, int from, int to, long tile) {
    int inputs = target.matrix().inputs();
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
          target.output() + (long) output * Float.BYTES,
          0,
          Math.min(TileLoops.COLUMNS, to - output),
          accumulate,
          tile);
    }
  }

  /// Multiplies all rows by some panels, for the block of the inner dimension that begins at `k`.
  private void products(
      LinearTarget target,
      int k,
      long panels,
      long panelBytes,
      int from,
      int to,
      long tile,
      Scratch scratch) {
    WeightMatrix matrix = target.matrix();
    int inner = Math.min(TileLoops.INNER, matrix.inputs() - k);
    long c = target.output() + (long) from * Float.BYTES;
    long cRow = (long) matrix.outputs() * Float.BYTES;
    boolean add = accumulate || k > 0;
    long a = x + (long) k * Float.BYTES;
    long aRow = (long) matrix.inputs() * Float.BYTES;
    if (Backend.BLOCK_TILES) {
      BlockLoops.panels(
          a,
          aRow,
          Float.BYTES,
          rows,
          inner,
          panels,
          panelBytes,
          c,
          cRow,
          to - from,
          add,
          tile,
          scratch.block());
    } else if (packed == 0) {
      TileLoops.panels(a, aRow, rows, inner, panels, panelBytes, c, cRow, to - from, add, tile);
    } else {
      long packedRows = packed + (long) k * TileLoops.paddedRows(rows) * Float.BYTES;
      TileLoops.packedPanels(
          packedRows, rows, inner, panels, panelBytes, c, cRow, to - from, add, tile);
    }
  }

  /// Without inputs no tile is computed, and the sums are zero.
  private void clearIfEmpty(LinearTarget target, int from, int to) {
    WeightMatrix matrix = target.matrix();
    if (matrix.inputs() > 0 || accumulate) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      for (int i = from; i < to; i++) {
        RawMemory.setFloat(target.output(), (long) row * matrix.outputs() + i, 0);
      }
    }
  }

  /// Group by group, so that the first row reads the weights in the order in which they lie, and
  /// the others find them in the second-level cache.
  private void oneByOne(
      LinearTarget target, PanelLayout layout, int from, int to, Scratch scratch) {
    WeightMatrix matrix = target.matrix();
    long sums = scratch.address(GROUP_BYTES);
    for (int output = from; output < to; output = groupEnd(output, to)) {
      int end = groupEnd(output, to);
      for (int row = 0; row < rows; row++) {
        RawMemory.clear(sums, GROUP_BYTES);
        group(matrix, layout, output, end, row, sums);
        long results = target.output() + ((long) row * matrix.outputs() + output) * Float.BYTES;
        TileLoops.put(sums, end - output, results, accumulate);
      }
    }
  }

  private static int groupEnd(int output, int to) {
    return Math.min(to, (output / WeightMatrix.GROUP + 1) * WeightMatrix.GROUP);
  }

  /// Adds the products of a row and the panels of a group, chunk by chunk.
  private void group(
      WeightMatrix matrix, PanelLayout layout, int from, int to, int row, long sums) {
    int lanes = Backend.PANELS.lanes();
    for (int k = 0; k < matrix.inputs(); k += WeightMatrix.CHUNK) {
      int columns = Math.min(WeightMatrix.CHUNK, matrix.inputs() - k);
      long floats = x + ((long) row * matrix.inputs() + k) * Float.BYTES;
      for (int output = from; output < to; output += lanes) {
        long results = sums + (long) (output - from) * Float.BYTES;
        chunk(layout, matrix.chunk(output, k), floats, row, k, columns, results);
      }
    }
  }

  private void chunk(
      PanelLayout layout, long chunk, long floats, int row, int k, int columns, long results) {
    PanelKernels kernels = Backend.PANELS;
    long q = quants(row, k);
    long scales = scales(row, k);
    long sums = scales + sumsOffset;
    switch (layout) {
      case FLOAT16 -> kernels.float16(chunk, floats, columns, results);
      case BFLOAT16 -> kernels.bfloat16(chunk, floats, columns, results);
      case Q8 -> kernels.q8(chunk, q, scales, columns, results);
      case Q4 -> kernels.q4(chunk, q, scales, sums, columns, results);
      case Q4_K -> kernels.q4k(chunk, q, scales, sums, columns, results);
      case Q6_K -> kernels.q6k(chunk, q, scales, columns, results);
    }
  }

  private void unpacked(
      LinearTarget target, PanelLayout layout, int from, int to, Scratch scratch) {
    WeightMatrix matrix = target.matrix();
    int inputs = matrix.inputs();
    long panelBytes = TileLoops.INNER * TileLoops.PANEL_ROW;
    long tile = scratch.address(TileLoops.TILE_BYTES + UNPACKED_PANELS * panelBytes);
    long panels = tile + TileLoops.TILE_BYTES;
    clearIfEmpty(target, from, to);
    for (int output = from; output < to; output += UNPACKED_PANELS * TileLoops.COLUMNS) {
      int end = Math.min(to, output + UNPACKED_PANELS * TileLoops.COLUMNS);
      for (int k = 0; k < inputs; k += TileLoops.INNER) {
        int inner = Math.min(TileLoops.INNER, inputs - k);
        for (int column = output; column < end; column += TileLoops.COLUMNS) {
          long panel = panels + (column - output) / TileLoops.COLUMNS * panelBytes;
          unpack(
              matrix, layout, column, Math.min(end, column + TileLoops.COLUMNS), k, inner, panel);
        }
        products(target, k, panels, panelBytes, output, end, tile, scratch);
      }
    }
  }

  /// Turns the weights of a tile's columns into floats.
  private static void unpack(
      WeightMatrix matrix, PanelLayout layout, int from, int to, int k, int inner, long panel) {
    int lanes = Backend.PANELS.lanes();
    for (int output = from; output < to; output += lanes) {
      for (int column = 0; column < inner; column += WeightMatrix.CHUNK) {
        Backend.PANELS.unpack(
            layout,
            matrix.chunk(output, k + column),
            Math.min(WeightMatrix.CHUNK, inner - column),
            panel + (long) (output - from) * Float.BYTES + column * TileLoops.PANEL_ROW,
            TileLoops.PANEL_ROW);
      }
    }
  }

  private void complete(LinearTarget target, int from, int to) {
    for (int row = 0; row < rows; row++) {
      long results =
          target.output() + ((long) row * target.matrix().outputs() + from) * Float.BYTES;
      if (target.bias() != 0) {
        Backend.ROWS.add(results, target.bias() + (long) from * Float.BYTES, results, to - from);
      }
      if (activation != null) {
        activation.apply(results, results, to - from);
      }
    }
  }
}
