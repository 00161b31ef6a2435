package dev.tenure.engine.kernel.scalar;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;

/// The elements of blocks as GGUF files hold them (`ggml-common.h` and `dequantize_row_*` in
/// `ggml-quants.c` of llama.cpp define them).
public final class BlockDecoder {
  /// Elements of a block of the simple formats.
  private static final int BLOCK = 32;

  /// Elements of a super-block of the K formats.
  private static final int SUPER_BLOCK = 256;

  private static final int HALF_BYTES = 2;
  private static final int Q4_K_SCALE_BYTES = 12;
  private static final int Q6_K_LOW_BYTES = 128;
  private static final int Q6_K_HIGH_BYTES = 64;
  private static final int Q6_K_SCALES = 16;

  private BlockDecoder() {}

  /// Reads a half-precision float.
  ///
  /// @param address where
  /// @return its value
  @NoAllocation
  public static float half(long address) {
    return Float.float16ToFloat(RawMemory.getShort(address));
  }

  /// Decodes half-precision floats.
  ///
  /// @param from their address
  /// @param to the address of the floats
  /// @param count how many
  @NoAllocation
  public static void float16(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      RawMemory.setFloat(to, i, half(from + (long) i * HALF_BYTES));
    }
  }

  /// Decodes upper halves of floats.
  ///
  /// @param from their address
  /// @param to the address of the floats
  /// @param count how many
  @NoAllocation
  public static void bfloat16(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      int bits = RawMemory.getShort(from + (long) i * HALF_BYTES) << Short.SIZE;
      RawMemory.setFloat(to, i, Float.intBitsToFloat(bits));
    }
  }

  /// Decodes `block_q8_0`: a scale, 32 signed bytes.
  ///
  /// @param block its address
  /// @param to the address of 32 floats
  @NoAllocation
  public static void q8(long block, long to) {
    float scale = half(block);
    for (int i = 0; i < BLOCK; i++) {
      RawMemory.setFloat(to, i, scale * RawMemory.getByte(block + HALF_BYTES + i));
    }
  }

  /// Decodes `block_q4_0`: a scale, 16 bytes whose lower halves are the first 16 elements and whose
  /// upper halves the others, each less 8.
  ///
  /// @param block its address
  /// @param to the address of 32 floats
  @NoAllocation
  public static void q4(long block, long to) {
    float scale = half(block);
    for (int i = 0; i < BLOCK; i++) {
      RawMemory.setFloat(to, i, scale * (nibble(block + HALF_BYTES, i) - 8));
    }
  }

  /// Returns an element of 32 in 16 bytes: the lower halves first, then the upper ones.
  ///
  /// @param address the address of the bytes
  /// @param index which element
  /// @return 0 to 15
  @NoAllocation
  public static int nibble(long address, int index) {
    int pair = RawMemory.getByte(address + index % (BLOCK / 2));
    return index < BLOCK / 2 ? pair & 0xf : (pair >> 4) & 0xf;
  }

  /// Decodes `block_q4_K`: a factor of the scales, a factor of the minima, 8 scales and minima of 6
  /// bits, then 4 times 32 bytes whose lower halves are 32 elements and whose upper halves the next
  /// 32.
  ///
  /// @param block its address
  /// @param to the address of 256 floats
  @NoAllocation
  public static void q4k(long block, long to) {
    float scales = half(block);
    float minima = half(block + HALF_BYTES);
    for (int i = 0; i < SUPER_BLOCK; i++) {
      int part = i / BLOCK;
      float scale = scales * q4kScale(block, part);
      float minimum = minima * q4kMinimum(block, part);
      RawMemory.setFloat(to, i, scale * q4kQuant(block, i) - minimum);
    }
  }

  /// Returns an element of a `block_q4_K` before it is scaled.
  ///
  /// @param block the block's address
  /// @param index which of the 256
  /// @return 0 to 15
  @NoAllocation
  public static int q4kQuant(long block, int index) {
    long quants = block + 2 * HALF_BYTES + Q4_K_SCALE_BYTES;
    int part = index / BLOCK;
    int pair = RawMemory.getByte(quants + (long) part / 2 * BLOCK + index % BLOCK);
    return part % 2 == 0 ? pair & 0xf : (pair >> 4) & 0xf;
  }

  /// Returns the scale of 32 elements of a `block_q4_K`: the first four have a byte's lower six
  /// bits, the others a half byte and the upper two bits of an earlier byte.
  ///
  /// @param block the block's address
  /// @param part which 32
  /// @return 0 to 63
  @NoAllocation
  public static int q4kScale(long block, int part) {
    long packed = block + 2 * HALF_BYTES;
    if (part < 4) {
      return RawMemory.getByte(packed + part) & 63;
    }
    return (RawMemory.getByte(packed + part + 4) & 0xf)
        | (((RawMemory.getByte(packed + part - 4) >> 6) & 3) << 4);
  }

  /// Returns the minimum of 32 elements of a `block_q4_K`, packed like the scale.
  ///
  /// @param block the block's address
  /// @param part which 32
  /// @return 0 to 63
  @NoAllocation
  public static int q4kMinimum(long block, int part) {
    long packed = block + 2 * HALF_BYTES;
    if (part < 4) {
      return RawMemory.getByte(packed + part + 4) & 63;
    }
    return ((RawMemory.getByte(packed + part + 4) >> 4) & 0xf)
        | (((RawMemory.getByte(packed + part) >> 6) & 3) << 4);
  }

  /// Decodes `block_q6_K`: the lower 4 bits of 256 elements, their upper 2 bits, 16 scales of
  /// signed bytes, a factor of the scales.
  ///
  /// @param block its address
  /// @param to the address of 256 floats
  @NoAllocation
  public static void q6k(long block, long to) {
    float factor = q6kFactor(block);
    for (int i = 0; i < SUPER_BLOCK; i++) {
      float scale = factor * q6kScale(block, i / Q6_K_SCALES);
      RawMemory.setFloat(to, i, scale * q6kQuant(block, i));
    }
  }

  /// Returns the factor of a `block_q6_K`.
  ///
  /// @param block the block's address
  /// @return the factor
  @NoAllocation
  public static float q6kFactor(long block) {
    return half(block + Q6_K_LOW_BYTES + Q6_K_HIGH_BYTES + Q6_K_SCALES);
  }

  /// Returns the scale of 16 elements of a `block_q6_K`.
  ///
  /// @param block the block's address
  /// @param group which 16
  /// @return -128 to 127
  @NoAllocation
  public static int q6kScale(long block, int group) {
    return RawMemory.getByte(block + Q6_K_LOW_BYTES + Q6_K_HIGH_BYTES + group);
  }

  /// Returns an element of a `block_q6_K` before it is scaled. Each half of 128 elements has 64
  /// bytes of lower bits, for elements 0 to 63 in the lower and 64 to 127 in the upper half bytes,
  /// and 32 bytes of upper bits, two for elements 0 to 31 first.
  ///
  /// @param block the block's address
  /// @param index which of the 256
  /// @return -32 to 31
  @NoAllocation
  public static int q6kQuant(long block, int index) {
    int half = index / 128;
    int inHalf = index % 128;
    int lowByte = RawMemory.getByte(block + half * 64L + inHalf % 64);
    int low = inHalf < 64 ? lowByte & 0xf : (lowByte >> 4) & 0xf;
    int highByte = RawMemory.getByte(block + Q6_K_LOW_BYTES + half * 32L + inHalf % 32);
    int high = (highByte >> (2 * (inHalf / 32))) & 3;
    return (low | (high << 4)) - 32;
  }
}
