package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;

/// Turns keys and values of a page into floats, in panels of a tile's columns.
final class CacheReader {
  private CacheReader() {}

  /// Reads the keys of a tile's columns of positions: `[width, columns]`.
  @NoAllocation
  static void keys(CacheLayout layout, long keys, int position, long to) {
    int length = layout.pageLength();
    int count = TileLoops.COLUMNS;
    int blocks = layout.width() / CacheFormat.BLOCK;
    for (int i = 0; i < layout.width(); i++) {
      long row = to + i * TileLoops.PANEL_ROW;
      long place = (long) i * length + position;
      switch (layout.format()) {
        case F32 -> RawMemory.copy(keys + place * Float.BYTES, row, TileLoops.PANEL_ROW);
        case F16 -> Backend.ROWS.widenHalves(keys + place * Short.BYTES, row, count);
        case Q8_0 -> {
          long quants = keys + (long) blocks * length * Float.BYTES + place;
          long scales = keys + ((long) (i / CacheFormat.BLOCK) * length + position) * Float.BYTES;
          Backend.ROWS.scaleBytes(quants, scales, row, count);
        }
      }
    }
  }

  /// Reads the values of some positions: `[count, width]`.
  @NoAllocation
  static void values(CacheLayout layout, long values, int position, int count, long to) {
    int width = layout.width();
    long first = (long) position * width;
    switch (layout.format()) {
      case F32 ->
          RawMemory.copy(values + first * Float.BYTES, to, (long) count * width * Float.BYTES);
      case F16 -> Backend.ROWS.widenHalves(values + first * Short.BYTES, to, count * width);
      case Q8_0 -> {
        long scales = values + first / CacheFormat.BLOCK * Float.BYTES;
        long quants =
            values + (long) layout.pageLength() * (width / CacheFormat.BLOCK) * Float.BYTES + first;
        for (int i = 0; i < count * width; i += CacheFormat.BLOCK) {
          float scale = RawMemory.getFloat(scales, i / CacheFormat.BLOCK);
          Backend.ROWS.scaleBytes(
              quants + i, scale, to + (long) i * Float.BYTES, CacheFormat.BLOCK);
        }
      }
    }
  }
}
