package dev.tenure.benchmarks.kernels;

import dev.tenure.engine.kernel.BlockFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/// The quantised right side of a product, the same for all engines: blocks of 32 weights, as GGUF
/// has them, a row for each output.
///
/// @param shape its sizes; its format is Q8_0 or Q4_0
record RandomBlocks(ProductShape shape) {
  private static final int ALIGNMENT = 64;
  private static final int BLOCK = 32;

  /// Weights are at most about a half, as those of the other products.
  private static final float Q8_SCALE = 0x1p-8f;

  private static final float Q4_SCALE = 0x1p-4f;

  RandomBlocks {
    if (shape.format() != BlockFormat.Q8_0 && shape.format() != BlockFormat.Q4_0) {
      throw new IllegalArgumentException(
          "weights are Q8_0 or Q4_0 or nothing, and not " + shape.format());
    }
  }

  private boolean isBytes() {
    return shape.format() == BlockFormat.Q8_0;
  }

  /// Writes the blocks to new memory.
  MemorySegment encoded(Arena arena) {
    byte[] bytes = bytes();
    return arena.allocate(bytes.length, ALIGNMENT).copyFrom(MemorySegment.ofArray(bytes));
  }

  private byte[] bytes() {
    int blockBytes = (int) shape.format().rowBytes(BLOCK);
    byte[] bytes = new byte[Math.toIntExact(shape.n() * shape.format().rowBytes(shape.k()))];
    new Random(2).nextBytes(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    short scale = Float.floatToFloat16(isBytes() ? Q8_SCALE : Q4_SCALE);
    for (int at = 0; at < bytes.length; at += blockBytes) {
      buffer.putShort(at, scale);
    }
    return bytes;
  }

  /// Returns what the blocks stand for, a row for each input.
  float[] decoded() {
    byte[] bytes = bytes();
    float[] values = new float[shape.n() * shape.k()];
    for (int output = 0; output < shape.n(); output++) {
      for (int input = 0; input < shape.k(); input++) {
        values[input * shape.n() + output] = weight(bytes, output, input);
      }
    }
    return values;
  }

  private float weight(byte[] bytes, int output, int input) {
    int block =
        (int)
            (output * shape.format().rowBytes(shape.k())
                + shape.format().rowBytes(BLOCK) * (input / BLOCK));
    int place = input % BLOCK;
    if (isBytes()) {
      return Q8_SCALE * bytes[block + Short.BYTES + place];
    }
    int both = bytes[block + Short.BYTES + place % (BLOCK / 2)];
    return Q4_SCALE * ((place < BLOCK / 2 ? both & 0xf : both >> 4 & 0xf) - 8);
  }
}
