package dev.tenure.engine.kernel;

import static dev.tenure.engine.kernel.backend.RawMemory.getFloat;
import static dev.tenure.engine.kernel.backend.RawMemory.setByte;
import static dev.tenure.engine.kernel.backend.RawMemory.setFloat;
import static dev.tenure.engine.kernel.backend.RawMemory.setShort;

import dev.tenure.annotations.NoAllocation;

/// Writes the keys and values of one position into a page, as [CacheLayout] lays them out. In
/// [CacheFormat#Q8_0] the scales of a head stand before its quants, in the same order as these.
final class CacheWriter {
  private static final int LARGEST_QUANT = 127;

  private CacheWriter() {}

  @NoAllocation
  static void write(CacheLayout layout, long page, int position, long keys, long values) {
    for (int head = 0; head < layout.heads(); head++) {
      long offset = (long) head * layout.width() * Float.BYTES;
      int length = layout.pageLength();
      elements(layout, keys + offset, layout.keys(page, head), position, length);
      elements(layout, values + offset, layout.values(page, head), position * layout.width(), 1);
    }
  }

  /// Writes one head: element `i` goes to place `first + i · step`.
  private static void elements(CacheLayout layout, long from, long to, int first, int step) {
    switch (layout.format()) {
      case F32 -> {
        for (int i = 0; i < layout.width(); i++) {
          setFloat(to, first + (long) i * step, getFloat(from, i));
        }
      }
      case F16 -> {
        for (int i = 0; i < layout.width(); i++) {
          short half = Float.floatToFloat16(getFloat(from, i));
          setShort(to + (first + (long) i * step) * Short.BYTES, half);
        }
      }
      case Q8_0 -> quantized(layout, from, to, first, step);
    }
  }

  private static void quantized(CacheLayout layout, long from, long to, int first, int step) {
    int blocks = layout.width() / CacheFormat.BLOCK;
    long quants = to + (long) layout.pageLength() * blocks * Float.BYTES;
    for (int block = 0; block < blocks; block++) {
      long source = from + (long) block * CacheFormat.BLOCK * Float.BYTES;
      float scale = largest(source) / LARGEST_QUANT;
      float inverse = scale == 0 ? 0 : 1 / scale;
      // Values: first = position · width, so that the place of a scale is first / 32 + block.
      long place = step == 1 ? first / CacheFormat.BLOCK + block : first + (long) block * step;
      setFloat(to, place, scale);
      for (int i = 0; i < CacheFormat.BLOCK; i++) {
        int quant =
            Math.clamp(
                (int) Math.rint(getFloat(source, i) * inverse), -LARGEST_QUANT, LARGEST_QUANT);
        setByte(quants + first + ((long) block * CacheFormat.BLOCK + i) * step, (byte) quant);
      }
    }
  }

  private static float largest(long from) {
    float largest = 0;
    for (int i = 0; i < CacheFormat.BLOCK; i++) {
      largest = Math.max(largest, Math.abs(getFloat(from, i)));
    }
    return largest;
  }
}
