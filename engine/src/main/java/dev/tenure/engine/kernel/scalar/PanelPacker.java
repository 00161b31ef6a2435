package dev.tenure.engine.kernel.scalar;

import static dev.tenure.engine.kernel.backend.RawMemory.getByte;
import static dev.tenure.engine.kernel.backend.RawMemory.getShort;
import static dev.tenure.engine.kernel.backend.RawMemory.setFloat;
import static dev.tenure.engine.kernel.backend.RawMemory.setInt;

import dev.tenure.engine.kernel.backend.PanelLayout;

/// Rearranges rows of blocks into the panels of
/// [PanelKernels][dev.tenure.engine.kernel.backend.PanelKernels], one row at a time.
public final class PanelPacker {
  private static final int HALF_BYTES = 2;
  private static final int BLOCK = 32;
  private static final int Q4_K_PARTS = 4;

  /// Where the bytes of columns 0 to 3 stand in an int, in bits.
  private static final int BYTE_1 = 16;

  private static final int BYTE_2 = 8;
  private static final int BYTE_3 = 24;

  private final int lanes;

  /// Creates a packer.
  ///
  /// @param lanes the number of rows of a panel
  public PanelPacker(int lanes) {
    this.lanes = lanes;
  }

  /// Packs a row of 16-bit floats of either kind.
  ///
  /// @param row the row's address
  /// @param columns its elements
  /// @param panel the panel's address
  /// @param lane which row of the panel
  public void halves(long row, int columns, long panel, int lane) {
    for (int k = 0; k < columns; k += 2) {
      int even = getShort(row + (long) k * HALF_BYTES) & 0xffff;
      int odd = k + 1 < columns ? getShort(row + (k + 1L) * HALF_BYTES) : 0;
      set(panel, k / 2, lane, even | (odd << Short.SIZE));
    }
  }

  /// Packs a row of `block_q8_0`.
  ///
  /// @param row the row's address
  /// @param columns its elements
  /// @param panel the panel's address
  /// @param lane which row of the panel
  public void q8(long row, int columns, long panel, int lane) {
    for (int b = 0; b < columns / BLOCK; b++) {
      long block = row + b * (HALF_BYTES + (long) BLOCK);
      setScale(panel, b * 9, lane, BlockDecoder.half(block));
      for (int t = 0; t < 8; t++) {
        long bytes = block + HALF_BYTES + 4L * t;
        int word = word(getByte(bytes), getByte(bytes + 1), getByte(bytes + 2), getByte(bytes + 3));
        set(panel, b * 9 + 1 + t, lane, word);
      }
    }
  }

  /// Packs a row of bytes that has one scale, as blocks of 32.
  ///
  /// @param weights the bytes
  /// @param columns how many of them
  /// @param scale what each is multiplied by
  /// @param panel the panel's address
  /// @param lane which row of the panel
  public void bytes(byte[] weights, int columns, float scale, long panel, int lane) {
    for (int k = 0; k < columns; k += 4) {
      int group = k / BLOCK * 9;
      setScale(panel, group, lane, scale);
      int word = word(weights[k], weights[k + 1], weights[k + 2], weights[k + 3]);
      set(panel, group + 1 + k % BLOCK / 4, lane, word);
    }
  }

  /// Packs a row of `block_q4_0`.
  ///
  /// @param row the row's address
  /// @param columns its elements
  /// @param panel the panel's address
  /// @param lane which row of the panel
  public void q4(long row, int columns, long panel, int lane) {
    for (int b = 0; b < columns / BLOCK; b++) {
      long block = row + b * (HALF_BYTES + BLOCK / 2L);
      setScale(panel, b * 5, lane, BlockDecoder.half(block));
      for (int t = 0; t < 4; t++) {
        long bytes = block + HALF_BYTES + t % 2 * 8L;
        set(panel, b * 5 + 1 + t, lane, halfBytes(bytes, t / 2 * 4));
      }
    }
  }

  /// Packs a row of `block_q4_K`.
  ///
  /// @param row the row's address
  /// @param columns its elements
  /// @param panel the panel's address
  /// @param lane which row of the panel
  public void q4k(long row, int columns, long panel, int lane) {
    for (int b = 0; b < columns / 256; b++) {
      long block = row + b * 144L;
      int group = b * 38;
      setScale(panel, group, lane, BlockDecoder.half(block));
      setScale(panel, group + 1, lane, BlockDecoder.half(block + HALF_BYTES));
      for (int part = 0; part < Q4_K_PARTS; part++) {
        q4kPart(block, part, panel, group + 2 + part * 9, lane);
      }
    }
  }

  private void q4kPart(long block, int part, long panel, int group, int lane) {
    int scales =
        BlockDecoder.q4kScale(block, 2 * part)
            | (BlockDecoder.q4kMinimum(block, 2 * part) << 8)
            | (BlockDecoder.q4kScale(block, 2 * part + 1) << 16)
            | (BlockDecoder.q4kMinimum(block, 2 * part + 1) << 24);
    set(panel, group, lane, scales);
    long quants = block + 16 + part * 32L;
    for (int t = 0; t < 8; t++) {
      set(panel, group + 1 + t, lane, halfBytes(quants + t % 4 * 8L, t / 4 * 4));
    }
  }

  /// Packs a row of `block_q6_K`.
  ///
  /// @param row the row's address
  /// @param columns its elements
  /// @param panel the panel's address
  /// @param lane which row of the panel
  public void q6k(long row, int columns, long panel, int lane) {
    for (int b = 0; b < columns / 256; b++) {
      long block = row + b * 210L;
      int group = b * 69;
      setScale(panel, group, lane, BlockDecoder.q6kFactor(block));
      for (int part = 0; part < 4; part++) {
        q6kPart(block, part, panel, group + 1 + part * 17, lane);
      }
    }
  }

  private void q6kPart(long block, int part, long panel, int group, int lane) {
    int scales = 0;
    for (int i = 0; i < 4; i++) {
      scales |= (BlockDecoder.q6kScale(block, part * 4 + i) & 0xff) << (8 * i);
    }
    set(panel, group, lane, scales);
    for (int t = 0; t < 16; t++) {
      int k = part * 64 + t * 4;
      int word =
          word(
              BlockDecoder.q6kQuant(block, k),
              BlockDecoder.q6kQuant(block, k + 1),
              BlockDecoder.q6kQuant(block, k + 2),
              BlockDecoder.q6kQuant(block, k + 3));
      set(panel, group + 1 + t, lane, word);
    }
  }

  private static int word(int first, int second, int third, int fourth) {
    int bytes =
        (first & 0xff)
            | ((second & 0xff) << BYTE_1)
            | ((third & 0xff) << BYTE_2)
            | (fourth << BYTE_3);
    return bytes ^ PanelLayout.BYTE_BIAS;
  }

  /// Takes a half of each of 8 bytes: the even ones into the lower 16 bits, the odd ones into the
  /// upper.
  private static int halfBytes(long bytes, int shift) {
    int word = 0;
    for (int i = 0; i < 8; i++) {
      int half = (getByte(bytes + i) >> shift) & 0xf;
      word |= half << (4 * (i % 2 * 4 + i / 2));
    }
    return word;
  }

  private void setScale(long panel, int group, int lane, float scale) {
    setFloat(panel, (long) group * lanes + lane, scale);
  }

  private void set(long panel, int group, int lane, int word) {
    setInt(panel + ((long) group * lanes + lane) * Integer.BYTES, word);
  }
}
