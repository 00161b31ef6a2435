package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Causal attention over pages, cut by heads of keys and by tokens.
///
/// A part has the rows of some tokens in all heads of queries that share one head of keys, so that
/// keys and values are read once for all of them. For each tile of positions: scores as a matrix
/// product, running maximum and sum of each row, and the values times the exponentials as another
/// product, added to what earlier tiles gave after that was scaled to the new maximum. Tiles before
/// the window of a part's first token are left out.
final class AttentionJob extends Job {
  /// Positions of a tile.
  private static final int POSITIONS = 64;

  /// Rows of a part: enough that reading keys and values costs little beside the products.
  private static final int ROWS = 64;

  private static final int ALIGNMENT_FLOATS = 16;

  private long query;
  private long output;
  private int tokens;
  private int queryHeads;
  private @Nullable CacheLayout layout;
  private int firstPosition;
  private int window;
  private float scale;
  private long[] pages = new long[16];

  /// Heads of queries that share a head of keys, and tokens of a part.
  private int group;

  private int partTokens;

  @NoAllocation
  void run(
      Workers workers,
      long q,
      int tokenCount,
      int headsOfQuery,
      CacheLayout cache,
      Tensor[] cachePages,
      int position,
      int windowLength,
      float factor,
      long y) {
    query = q;
    output = y;
    tokens = tokenCount;
    queryHeads = headsOfQuery;
    layout = cache;
    firstPosition = position;
    window = windowLength;
    scale = factor;
    locate(
        cache,
        cachePages,
        windowStart(position) / cache.pageLength(),
        cache.pages(position + tokenCount));
    group = headsOfQuery / cache.heads();
    partTokens = Math.max(1, ROWS / group);
    workers.run(this, cache.heads() * ((tokenCount + partTokens - 1) / partTokens));
    layout = null;
  }

  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // it grows to the most pages that a call had
  private void locate(CacheLayout cache, Tensor[] cachePages, int first, int count) {
    if (pages.length < count) {
      pages = new long[Math.max(count, 2 * pages.length)];
    }
    for (int i = first; i < count; i++) {
      pages[i] = CausalAttention.page(cache, cachePages[i]);
    }
  }

  /// Returns the first position that the token at a position sees.
  @NoAllocation
  private int windowStart(int position) {
    return Math.max(0, position - window + 1);
  }

  @Override
  void run(int part, Scratch scratch) {
    CacheLayout cache = layout;
    if (cache == null) {
      throw new IllegalStateException("no call is under way");
    }
    int head = part % cache.heads();
    int firstToken = part / cache.heads() * partTokens;
    int count = Math.min(partTokens, tokens - firstToken);
    int rows = count * group;
    int width = cache.width();
    long panelBytes = width * TileLoops.PANEL_ROW;
    long q = scratch.address(scratchBytes(rows, width));
    long sums = q + floats((long) rows * width);
    long state = sums + floats((long) rows * width);
    long scores = state + floats(2L * rows);
    long keys = scores + floats((long) rows * POSITIONS);
    long values = keys + POSITIONS / TileLoops.COLUMNS * panelBytes;
    long tile = values + floats((long) POSITIONS * width);
    gather(head, firstToken, rows, width, q);
    RawMemory.clear(sums, (long) rows * width * Float.BYTES);
    for (int row = 0; row < rows; row++) {
      RawMemory.setFloat(state, row, Float.NEGATIVE_INFINITY);
      RawMemory.setFloat(state, rows + row, 0);
    }
    int end = firstPosition + firstToken + count;
    int start = windowStart(firstPosition + firstToken);
    for (int position = start - start % TileLoops.COLUMNS; position < end; ) {
      int inPage = position % cache.pageLength();
      int step = Math.min(POSITIONS, cache.pageLength() - inPage);
      int seen = Math.min(step, end - position);
      long page = pages[position / cache.pageLength()];
      scores(cache, cache.keys(page, head), inPage, q, rows, seen, keys, scores);
      int visible = firstPosition + firstToken + 1 - position;
      distribute(rows, width, visible, seen, scores, state, sums);
      addValues(cache, cache.values(page, head), inPage, rows, seen, scores, sums, values, tile);
      position += step;
    }
    scatter(head, firstToken, rows, width, sums, state);
  }

  private static long scratchBytes(int rows, int width) {
    return 2 * floats((long) rows * width)
        + floats(2L * rows)
        + floats((long) rows * POSITIONS)
        + 2 * floats((long) POSITIONS * width)
        + width * TileLoops.PANEL_ROW
        + POSITIONS * TileLoops.PANEL_ROW
        + TileLoops.TILE_BYTES;
  }

  /// Whole vectors.
  private static long floats(long count) {
    return (count + ALIGNMENT_FLOATS - 1) / ALIGNMENT_FLOATS * ALIGNMENT_FLOATS * Float.BYTES;
  }

  /// Collects the rows of a part, all heads of a token after each other.
  private void gather(int head, int firstToken, int rows, int width, long q) {
    for (int row = 0; row < rows; row++) {
      Backend.ROWS.scale(
          place(query, head, firstToken, row, width),
          scale,
          q + (long) row * width * Float.BYTES,
          width);
    }
  }

  private long place(long base, int head, int firstToken, int row, int width) {
    long token = (long) firstToken + row / group;
    long queryHead = (long) head * group + row % group;
    return base + (token * queryHeads + queryHead) * width * Float.BYTES;
  }

  private static void scores(
      CacheLayout cache,
      long cachedKeys,
      int inPage,
      long q,
      int rows,
      int seen,
      long keys,
      long scores) {
    long rowBytes = (long) cache.width() * Float.BYTES;
    boolean inPlace = cache.format() == CacheFormat.F32;
    long bRow = inPlace ? (long) cache.pageLength() * Float.BYTES : TileLoops.PANEL_ROW;
    for (int column = 0; column < seen; column += TileLoops.COLUMNS) {
      long b = keys;
      if (inPlace) {
        b = cachedKeys + (long) (inPage + column) * Float.BYTES;
      } else {
        CacheReader.keys(cache, cachedKeys, inPage + column, keys);
      }
      for (int row = 0; row < rows; row += TileLoops.ROWS) {
        Backend.TILES.multiply(
            Math.min(TileLoops.ROWS, rows - row),
            q + row * rowBytes,
            rowBytes,
            cache.width(),
            b,
            bRow,
            scores + ((long) row * POSITIONS + column) * Float.BYTES,
            (long) POSITIONS * Float.BYTES);
      }
    }
  }

  /// Turns the scores of a tile into exponentials relative to each row's maximum so far. A row of
  /// the first token sees the positions of the tile from `visible - window` to `visible`, which may
  /// be none, or all.
  private void distribute(
      int rows, int width, int visible, int seen, long scores, long state, long sums) {
    for (int row = 0; row < rows; row++) {
      long s = scores + (long) row * POSITIONS * Float.BYTES;
      long last = (long) visible + row / group;
      int to = Math.clamp(last, 0, seen);
      int from = Math.clamp(last - window, 0, to);
      if (to > from) {
        long firstSeen = s + (long) from * Float.BYTES;
        advance(
            firstSeen, to - from, row, rows, state, sums + (long) row * width * Float.BYTES, width);
      }
      RawMemory.clear(s, (long) from * Float.BYTES);
      RawMemory.clear(s + (long) to * Float.BYTES, (long) (seen - to) * Float.BYTES);
    }
  }

  private static void advance(
      long s, int count, int row, int rows, long state, long sums, int width) {
    float before = RawMemory.getFloat(state, row);
    float largest = Math.max(before, Backend.ROWS.largest(s, count));
    float exponentials = Backend.ROWS.exponentials(s, largest, s, count);
    float total = RawMemory.getFloat(state, rows + row);
    if (largest > before) {
      float factor = (float) Math.exp(before - largest);
      Backend.ROWS.scale(sums, factor, sums, width);
      total *= factor;
    }
    RawMemory.setFloat(state, row, largest);
    RawMemory.setFloat(state, rows + row, total + exponentials);
  }

  private static void addValues(
      CacheLayout cache,
      long cachedValues,
      int inPage,
      int rows,
      int seen,
      long scores,
      long sums,
      long values,
      long panel) {
    int width = cache.width();
    long rowBytes = (long) width * Float.BYTES;
    long v = values;
    if (cache.format() == CacheFormat.F32) {
      v = cachedValues + inPage * rowBytes;
    } else {
      CacheReader.values(cache, cachedValues, inPage, seen, values);
    }
    for (int column = 0; column < width; column += TileLoops.COLUMNS) {
      int columns = Math.min(TileLoops.COLUMNS, width - column);
      long b = v + (long) column * Float.BYTES;
      long bRow = rowBytes;
      if (columns < TileLoops.COLUMNS) {
        Backend.TILES.pack(b, rowBytes, seen, columns, panel);
        b = panel;
        bRow = TileLoops.PANEL_ROW;
      }
      TileLoops.panel(
          scores,
          (long) POSITIONS * Float.BYTES,
          rows,
          seen,
          b,
          bRow,
          sums + (long) column * Float.BYTES,
          rowBytes,
          columns,
          true,
          panel + POSITIONS * TileLoops.PANEL_ROW);
    }
  }

  private void scatter(int head, int firstToken, int rows, int width, long sums, long state) {
    for (int row = 0; row < rows; row++) {
      Backend.ROWS.scale(
          sums + (long) row * width * Float.BYTES,
          1 / RawMemory.getFloat(state, rows + row),
          place(output, head, firstToken, row, width),
          width);
    }
  }
}
