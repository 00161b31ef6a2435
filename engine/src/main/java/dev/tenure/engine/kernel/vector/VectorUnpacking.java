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
final class VectorUnpacking {
  private static final VectorSpecies<Float> FLOATS = Floats.SPECIES;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long VECTOR = (long) Floats.LANES * Float.BYTES;
  private static final int HALF = 16;
  private static final int BLOCK = 32;
  private static final int HALF_BITS = 0x8fff_e000;
  private static final float HALF_SCALE = 0x1p112f;

  private VectorUnpacking() {}

  @NoAllocation
  static void unpack(PanelLayout layout, long panel, int first, int columns, long to, long stride) {
    int blocks = (columns + layout.columns() - 1) / layout.columns();
    long blockBytes = (long) layout.ints() * VECTOR;
    long from = panel + first / layout.columns() * blockBytes;
    long step = layout.columns() * stride;
    switch (layout) {
      case FLOAT16, BFLOAT16 -> halves(layout, from, columns, to, stride);
      case Q8 -> {
        for (int i = 0; i < blocks; i++) {
          FloatVector scale = load(from + i * blockBytes);
          bytes(from + i * blockBytes + VECTOR, scale, 8, to + i * step, stride);
        }
      }
      case Q4 -> {
        for (int i = 0; i < blocks; i++) {
          FloatVector scale = load(from + i * blockBytes);
          FloatVector minimum = scale.mul(8);
          halfBytes(from + i * blockBytes + VECTOR, scale, minimum, to + i * step, stride);
        }
      }
      case Q4_K -> {
        for (int i = 0; i < blocks; i++) {
          q4k(from + i * blockBytes, to + i * step, stride);
        }
      }
      case Q6_K -> {
        for (int i = 0; i < blocks; i++) {
          q6k(from + i * blockBytes, to + i * step, stride);
        }
      }
    }
  }

  private static void halves(PanelLayout layout, long from, int columns, long to, long stride) {
    long weights = from;
    for (int k = 0; k < columns; k++) {
      IntVector pair = IntVector.fromMemorySegment(INTS, RawMemory.ALL, weights, ORDER);
      IntVector upper = pair.lanewise(VectorOperators.LSHL, HALF * (1 - k % 2));
      store(layout == PanelLayout.FLOAT16 ? float16(upper) : bfloat16(upper), to + k * stride);
      weights += k % 2 * VECTOR;
    }
  }

  private static FloatVector float16(IntVector upper) {
    return upper
        .lanewise(VectorOperators.ASHR, 3)
        .and(HALF_BITS)
        .reinterpretAsFloats()
        .mul(HALF_SCALE);
  }

  private static FloatVector bfloat16(IntVector upper) {
    return upper.and(0xffff_0000).reinterpretAsFloats();
  }

  private static void q4k(long from, long to, long stride) {
    for (int half = 0; half < 8; half++) {
      long part = from + 2 * VECTOR + half / 2 * 9L * VECTOR;
      IntVector factors =
          IntVector.fromMemorySegment(INTS, RawMemory.ALL, part, ORDER)
              .lanewise(VectorOperators.LSHR, half % 2 * HALF);
      FloatVector scale =
          ((FloatVector) factors.and(0xff).convert(VectorOperators.I2F, 0)).mul(load(from));
      FloatVector minimum =
          ((FloatVector)
                  factors
                      .lanewise(VectorOperators.LSHR, 8)
                      .and(0xff)
                      .convert(VectorOperators.I2F, 0))
              .mul(load(from + VECTOR));
      long quants = part + VECTOR + half % 2 * 4L * VECTOR;
      halfBytes(quants, scale, minimum, to + (long) half * BLOCK * stride, stride);
    }
  }

  private static void q6k(long from, long to, long stride) {
    for (int group = 0; group < 16; group++) {
      long part = from + VECTOR + group / 4 * 17L * VECTOR;
      IntVector factors =
          IntVector.fromMemorySegment(INTS, RawMemory.ALL, part, ORDER)
              .lanewise(VectorOperators.LSHL, 24 - 8 * (group % 4))
              .lanewise(VectorOperators.ASHR, 24);
      FloatVector scale = ((FloatVector) factors.convert(VectorOperators.I2F, 0)).mul(load(from));
      long quants = part + VECTOR + group % 4 * 4L * VECTOR;
      bytes(quants, scale, 4, to + group * 16L * stride, stride);
    }
  }

  /// Four columns of each vector of bytes, which stand in the order 0, 2, 1, 3.
  private static void bytes(long from, FloatVector scale, int vectors, long to, long stride) {
    long target = to;
    for (int t = 0; t < vectors; t++) {
      IntVector v = IntVector.fromMemorySegment(INTS, RawMemory.ALL, from + t * VECTOR, ORDER);
      store(signed(v.lanewise(VectorOperators.LSHL, 24)).mul(scale), target);
      store(signed(v.lanewise(VectorOperators.LSHL, 8)).mul(scale), target + stride);
      store(signed(v.lanewise(VectorOperators.LSHL, 16)).mul(scale), target + 2 * stride);
      store(signed(v).mul(scale), target + 3 * stride);
      target += 4 * stride;
    }
  }

  private static FloatVector signed(IntVector upperByte) {
    return (FloatVector)
        upperByte.lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0);
  }

  /// Thirty-two columns: eight of each vector of half bytes, which stand in the order 0, 2, 4, 6,
  /// 1, 3, 5, 7.
  private static void halfBytes(
      long from, FloatVector scale, FloatVector minimum, long to, long stride) {
    FloatVector offset = minimum.neg();
    long target = to;
    for (int t = 0; t < 4; t++) {
      IntVector v = IntVector.fromMemorySegment(INTS, RawMemory.ALL, from + t * VECTOR, ORDER);
      for (int i = 0; i < 4; i++) {
        IntVector low = v.lanewise(VectorOperators.LSHR, 4 * i).and(15);
        IntVector high = v.lanewise(VectorOperators.LSHR, 4 * i + HALF).and(15);
        store(((FloatVector) low.convert(VectorOperators.I2F, 0)).fma(scale, offset), target);
        store(
            ((FloatVector) high.convert(VectorOperators.I2F, 0)).fma(scale, offset),
            target + stride);
        target += 2 * stride;
      }
    }
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, address, ORDER);
  }

  private static void store(FloatVector vector, long address) {
    vector.intoMemorySegment(RawMemory.ALL, address, ORDER);
  }
}
