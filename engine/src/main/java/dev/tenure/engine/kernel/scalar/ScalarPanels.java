package dev.tenure.engine.kernel.scalar;

import static dev.tenure.engine.kernel.backend.RawMemory.getFloat;
import static dev.tenure.engine.kernel.backend.RawMemory.getInt;
import static dev.tenure.engine.kernel.backend.RawMemory.getShort;
import static dev.tenure.engine.kernel.backend.RawMemory.setFloat;
import static dev.tenure.engine.kernel.backend.RawMemory.setShort;

import dev.tenure.engine.kernel.backend.PanelKernels;
import dev.tenure.engine.kernel.backend.PanelLayout;

/// Products with panels in plain Java, written for reading: each element is found by its column.
public final class ScalarPanels implements PanelKernels {
  private static final int BLOCK = 32;
  private static final int LARGEST_QUANT = 127;

  private final int lanes;

  /// Creates the loops for panels of 8 rows.
  public ScalarPanels() {
    this(8);
  }

  /// Creates the loops.
  ///
  /// @param lanes the rows of a panel
  public ScalarPanels(int lanes) {
    this.lanes = lanes;
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public void float16(long panel, long x, int columns, long y) {
    floats(PanelLayout.FLOAT16, panel, x, columns, y);
  }

  @Override
  public void bfloat16(long panel, long x, int columns, long y) {
    floats(PanelLayout.BFLOAT16, panel, x, columns, y);
  }

  private void floats(PanelLayout layout, long panel, long x, int columns, long y) {
    for (int lane = 0; lane < lanes; lane++) {
      float sum = 0;
      for (int k = 0; k < columns; k++) {
        sum += weight(layout, panel, lane, k) * getFloat(x, k);
      }
      setFloat(y, lane, getFloat(y, lane) + sum);
    }
  }

  @Override
  public void q8(long panel, long x, long scales, int columns, long y) {
    integers(PanelLayout.Q8, panel, x, scales, columns, y);
  }

  @Override
  public void q4(long panel, long x, long scales, long sums, int columns, long y) {
    integers(PanelLayout.Q4, panel, x, scales, columns, y);
  }

  @Override
  public void q4k(long panel, long x, long scales, long sums, int columns, long y) {
    integers(PanelLayout.Q4_K, panel, x, scales, columns, y);
  }

  @Override
  public void q6k(long panel, long x, long scales, int columns, long y) {
    integers(PanelLayout.Q6_K, panel, x, scales, columns, y);
  }

  private void integers(PanelLayout layout, long panel, long x, long scales, int columns, long y) {
    for (int lane = 0; lane < lanes; lane++) {
      float sum = 0;
      for (int k = 0; k < columns; k++) {
        float activation = getShort(x + (long) k * Short.BYTES) * getFloat(scales, k / BLOCK);
        sum += weight(layout, panel, lane, k) * activation;
      }
      setFloat(y, lane, getFloat(y, lane) + sum);
    }
  }

  @Override
  public void unpack(PanelLayout layout, long panel, int columns, long to, long stride) {
    for (int k = 0; k < columns; k++) {
      for (int lane = 0; lane < lanes; lane++) {
        setFloat(to + k * stride, lane, weight(layout, panel, lane, k));
      }
    }
  }

  /// Returns one weight of a panel.
  private float weight(PanelLayout layout, long panel, int lane, int column) {
    int inBlock = column % layout.columns();
    long block = panel + (long) column / layout.columns() * layout.ints() * lanes * Integer.BYTES;
    return switch (layout) {
      case FLOAT16 -> Float.float16ToFloat((short) (word(block, 0, lane) >> (16 * inBlock)));
      case BFLOAT16 -> {
        int word = word(block, 0, lane);
        yield Float.intBitsToFloat(inBlock == 0 ? word << 16 : word & 0xffff_0000);
      }
      case Q8 -> scale(block, 0, lane) * signedByte(block, 1, lane, inBlock);
      case Q4 -> scale(block, 0, lane) * (halfByte(block, 1, lane, inBlock) - 8);
      case Q4_K -> q4k(block, lane, inBlock);
      case Q6_K -> q6k(block, lane, inBlock);
    };
  }

  private float q4k(long block, int lane, int column) {
    int part = 2 + column / 64 * 9;
    int scales = word(block, part, lane) >> (16 * (column / BLOCK % 2));
    int quant = halfByte(block, part + 1, lane, column % 64);
    return scale(block, 0, lane) * (scales & 0xff) * quant
        - scale(block, 1, lane) * ((scales >> 8) & 0xff);
  }

  private float q6k(long block, int lane, int column) {
    int part = 1 + column / 64 * 17;
    int scale = (byte) (word(block, part, lane) >> (8 * (column / 16 % 4)));
    return scale(block, 0, lane) * scale * signedByte(block, part + 1, lane, column % 64);
  }

  private int word(long block, int group, int lane) {
    return getInt(block + ((long) group * lanes + lane) * Integer.BYTES);
  }

  private float scale(long block, int group, int lane) {
    return Float.intBitsToFloat(word(block, group, lane));
  }

  /// Bytes of columns 0, 2, 1, 3 stand in a word from its lowest one, with 128 more in the first
  /// and the third.
  private int signedByte(long block, int group, int lane, int column) {
    int inWord = column % 4;
    int place = inWord % 2 * 2 + inWord / 2;
    int word = word(block, group + column / 4, lane) ^ PanelLayout.BYTE_BIAS;
    return (byte) (word >> (8 * place));
  }

  /// Half bytes of columns 0, 2, 4, 6, 1, 3, 5, 7 stand in a word from its lowest bits.
  private int halfByte(long block, int group, int lane, int column) {
    int inWord = column % 8;
    int place = inWord % 2 * 4 + inWord / 2;
    return (word(block, group + column / 8, lane) >> (4 * place)) & 0xf;
  }

  @Override
  public long quantizedBytes(int columns) {
    return (long) columns * Short.BYTES;
  }

  @Override
  public void quantize(long x, int columns, long quants, long scales, long sums) {
    for (int block = 0; block < columns / BLOCK; block++) {
      long from = x + (long) block * BLOCK * Float.BYTES;
      float largest = 0;
      for (int i = 0; i < BLOCK; i++) {
        largest = Math.max(largest, Math.abs(getFloat(from, i)));
      }
      float scale = largest / LARGEST_QUANT;
      float inverse = scale == 0 ? 0 : 1 / scale;
      int sum = 0;
      for (int i = 0; i < BLOCK; i++) {
        int quant = quant(getFloat(from, i) * inverse);
        setShort(quants + ((long) block * BLOCK + i) * Short.BYTES, (short) quant);
        sum += quant;
      }
      setFloat(scales, block, scale);
      setFloat(sums, block, scale * sum);
    }
  }

  private static int quant(float scaled) {
    return Math.clamp((int) Math.rint(scaled), -LARGEST_QUANT, LARGEST_QUANT);
  }
}
