package dev.tenure.engine.kernel.vector;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.PanelLayout;
import dev.tenure.engine.kernel.backend.RawMemory;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Panels of weights as floats: one column of all rows of a panel is one vector.
///
/// Like [VectorExp], the loops call the Vector API and nothing else, so what layouts share stands
/// here more than once: a scale that was handed to a method was an object for each block.
final class VectorUnpacking {
  private static final VectorSpecies<Float> FLOATS = Floats.SPECIES;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long VECTOR = Floats.VECTOR_BYTES;
  private static final int HALF = 16;
  private static final int NIBBLE = 15;
  private static final int BYTE = 255;
  private static final int UPPER_BYTE = 24;
  private static final float Q4_OFFSET = -8;
  private static final int HALF_BITS = 0x8fff_e000;
  private static final float HALF_SCALE = 0x1p112f;

  private VectorUnpacking() {}

  @NoAllocation
  static void unpack(PanelLayout layout, long panel, int columns, long to, long stride) {
    int blocks = (columns + layout.columns() - 1) / layout.columns();
    switch (layout) {
      case FLOAT16 -> float16(panel, columns, to, stride);
      case BFLOAT16 -> bfloat16(panel, columns, to, stride);
      case Q8 -> q8(panel, blocks, to, stride);
      case Q4 -> q4(panel, blocks, to, stride);
      case Q4_K -> q4k(panel, blocks, to, stride);
      case Q6_K -> q6k(panel, blocks, to, stride);
    }
  }

  private static void float16(long from, int columns, long to, long stride) {
    long weights = from;
    for (int k = 0; k < columns; k++) {
      IntVector.fromMemorySegment(INTS, RawMemory.ALL, weights, ORDER)
          .lanewise(VectorOperators.LSHL, HALF * (1 - k % 2))
          .lanewise(VectorOperators.ASHR, 3)
          .and(HALF_BITS)
          .reinterpretAsFloats()
          .mul(HALF_SCALE)
          .intoMemorySegment(RawMemory.ALL, to + k * stride, ORDER);
      weights += k % 2 * VECTOR;
    }
  }

  private static void bfloat16(long from, int columns, long to, long stride) {
    long weights = from;
    for (int k = 0; k < columns; k++) {
      IntVector.fromMemorySegment(INTS, RawMemory.ALL, weights, ORDER)
          .lanewise(VectorOperators.LSHL, HALF * (1 - k % 2))
          .and(0xffff_0000)
          .reinterpretAsFloats()
          .intoMemorySegment(RawMemory.ALL, to + k * stride, ORDER);
      weights += k % 2 * VECTOR;
    }
  }

  /// Four columns of each vector of bytes, which stand in the order 0, 2, 1, 3.
  private static void q8(long from, int blocks, long to, long stride) {
    long block = from;
    long target = to;
    for (int i = 0; i < blocks; i++) {
      FloatVector scale = FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, block, ORDER);
      for (int t = 1; t <= 8; t++) {
        IntVector v =
            IntVector.fromMemorySegment(INTS, RawMemory.ALL, block + t * VECTOR, ORDER)
                .lanewise(VectorOperators.XOR, PanelLayout.BYTE_BIAS);
        v.lanewise(VectorOperators.LSHL, UPPER_BYTE)
            .lanewise(VectorOperators.ASHR, UPPER_BYTE)
            .convert(VectorOperators.I2F, 0)
            .reinterpretAsFloats()
            .mul(scale)
            .intoMemorySegment(RawMemory.ALL, target, ORDER);
        v.lanewise(VectorOperators.LSHL, 8)
            .lanewise(VectorOperators.ASHR, UPPER_BYTE)
            .convert(VectorOperators.I2F, 0)
            .reinterpretAsFloats()
            .mul(scale)
            .intoMemorySegment(RawMemory.ALL, target + stride, ORDER);
        v.lanewise(VectorOperators.LSHL, HALF)
            .lanewise(VectorOperators.ASHR, UPPER_BYTE)
            .convert(VectorOperators.I2F, 0)
            .reinterpretAsFloats()
            .mul(scale)
            .intoMemorySegment(RawMemory.ALL, target + 2 * stride, ORDER);
        v.lanewise(VectorOperators.ASHR, UPPER_BYTE)
            .convert(VectorOperators.I2F, 0)
            .reinterpretAsFloats()
            .mul(scale)
            .intoMemorySegment(RawMemory.ALL, target + 3 * stride, ORDER);
        target += 4 * stride;
      }
      block += 9 * VECTOR;
    }
  }

  /// Eight columns of each vector of half bytes, which stand in the order 0, 2, 4, 6, 1, 3, 5, 7.
  private static void q4(long from, int blocks, long to, long stride) {
    long block = from;
    long target = to;
    for (int i = 0; i < blocks; i++) {
      FloatVector scale = FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, block, ORDER);
      FloatVector offset = scale.mul(Q4_OFFSET);
      for (int t = 1; t <= 4; t++) {
        IntVector v = IntVector.fromMemorySegment(INTS, RawMemory.ALL, block + t * VECTOR, ORDER);
        for (int shift = 0; shift < HALF; shift += 4) {
          v.lanewise(VectorOperators.LSHR, shift)
              .and(NIBBLE)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats()
              .fma(scale, offset)
              .intoMemorySegment(RawMemory.ALL, target, ORDER);
          v.lanewise(VectorOperators.LSHR, shift + HALF)
              .and(NIBBLE)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats()
              .fma(scale, offset)
              .intoMemorySegment(RawMemory.ALL, target + stride, ORDER);
          target += 2 * stride;
        }
      }
      block += 5 * VECTOR;
    }
  }

  private static void q4k(long from, int blocks, long to, long stride) {
    long target = to;
    for (int half = 0; half < 8 * blocks; half++) {
      long block = from + half / 8 * 38L * VECTOR;
      long part = block + (2 + half % 8 / 2 * 9L) * VECTOR;
      long quants = part + (1 + half % 2 * 4L) * VECTOR;
      IntVector factors =
          IntVector.fromMemorySegment(INTS, RawMemory.ALL, part, ORDER)
              .lanewise(VectorOperators.LSHR, half % 2 * HALF);
      FloatVector scale =
          factors
              .and(BYTE)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats()
              .mul(FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, block, ORDER));
      FloatVector offset =
          factors
              .lanewise(VectorOperators.LSHR, 8)
              .and(BYTE)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats()
              .mul(FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, block + VECTOR, ORDER))
              .neg();
      for (int t = 0; t < 4; t++) {
        IntVector v = IntVector.fromMemorySegment(INTS, RawMemory.ALL, quants + t * VECTOR, ORDER);
        for (int shift = 0; shift < HALF; shift += 4) {
          v.lanewise(VectorOperators.LSHR, shift)
              .and(NIBBLE)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats()
              .fma(scale, offset)
              .intoMemorySegment(RawMemory.ALL, target, ORDER);
          v.lanewise(VectorOperators.LSHR, shift + HALF)
              .and(NIBBLE)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats()
              .fma(scale, offset)
              .intoMemorySegment(RawMemory.ALL, target + stride, ORDER);
          target += 2 * stride;
        }
      }
    }
  }

  private static void q6k(long from, int blocks, long to, long stride) {
    long target = to;
    for (int group = 0; group < 16 * blocks; group++) {
      long block = from + group / 16 * 69L * VECTOR;
      long part = block + (1 + group % 16 / 4 * 17L) * VECTOR;
      long quants = part + (1 + group % 4 * 4L) * VECTOR;
      FloatVector scale =
          IntVector.fromMemorySegment(INTS, RawMemory.ALL, part, ORDER)
              .lanewise(VectorOperators.LSHL, UPPER_BYTE - 8 * (group % 4))
              .lanewise(VectorOperators.ASHR, UPPER_BYTE)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats()
              .mul(FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, block, ORDER));
      for (int t = 0; t < 4; t++) {
        IntVector v =
            IntVector.fromMemorySegment(INTS, RawMemory.ALL, quants + t * VECTOR, ORDER)
                .lanewise(VectorOperators.XOR, PanelLayout.BYTE_BIAS);
        v.lanewise(VectorOperators.LSHL, UPPER_BYTE)
            .lanewise(VectorOperators.ASHR, UPPER_BYTE)
            .convert(VectorOperators.I2F, 0)
            .reinterpretAsFloats()
            .mul(scale)
            .intoMemorySegment(RawMemory.ALL, target, ORDER);
        v.lanewise(VectorOperators.LSHL, 8)
            .lanewise(VectorOperators.ASHR, UPPER_BYTE)
            .convert(VectorOperators.I2F, 0)
            .reinterpretAsFloats()
            .mul(scale)
            .intoMemorySegment(RawMemory.ALL, target + stride, ORDER);
        v.lanewise(VectorOperators.LSHL, HALF)
            .lanewise(VectorOperators.ASHR, UPPER_BYTE)
            .convert(VectorOperators.I2F, 0)
            .reinterpretAsFloats()
            .mul(scale)
            .intoMemorySegment(RawMemory.ALL, target + 2 * stride, ORDER);
        v.lanewise(VectorOperators.ASHR, UPPER_BYTE)
            .convert(VectorOperators.I2F, 0)
            .reinterpretAsFloats()
            .mul(scale)
            .intoMemorySegment(RawMemory.ALL, target + 3 * stride, ORDER);
        target += 4 * stride;
      }
    }
  }
}
