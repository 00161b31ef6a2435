package dev.tenure.engine.kernel.vector;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.RawMemory;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The quantising of activations: 16-bit integers from -127 to 127, a float scale for every 32.
///
/// Behind the integers `a` stand two other arrays of as many, which [VectorPanels] multiplies by
/// weights that it does not cut apart, see there. By pairs of columns `p`, modulo 2^16:
///
/// - the differences for 4-bit weights: `a[p] - 16 a[p-1]`, and `a[p]` for each fourth pair;
/// - the corrections for bytes: `-128 a[p]` for even pairs, with 2^15 more for the first column;
///   `a[p] - 256 a[p-1]` for odd ones.
final class VectorQuantizer {
  private static final int BLOCK = 32;
  private static final int LARGEST_QUANT = 127;
  private static final VectorSpecies<Float> FLOATS = Floats.SPECIES;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  /// Shorts in half a vector.
  private static final VectorSpecies<Short> NARROW =
      VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

  /// Adding it rounds a float of moderate size to an integer, which its lowest bits then are.
  private static final float ROUNDING = 12_582_912f;

  private static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);
  private static final VectorSpecies<Short> SHORTS = FLOATS.withLanes(short.class);

  private static final long VECTOR = Floats.VECTOR_BYTES;

  // By lane: the factors of an element and of the one two before it, and what is added.
  private static final ShortVector DIFFERENCE_BEFORE = lanes(0, 0, -16, -16, -16, -16, -16, -16);
  private static final ShortVector CORRECTION = lanes(-128, -128, 1, 1, -128, -128, 1, 1);
  private static final ShortVector CORRECTION_BEFORE = lanes(0, 0, -256, -256, 0, 0, -256, -256);
  private static final ShortVector CORRECTION_BIAS = lanes(0x8000, 0, 0, 0, 0x8000, 0, 0, 0);

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorQuantizer() {}

  private static ShortVector lanes(int... repeated) {
    short[] values = new short[SHORTS.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) repeated[i % repeated.length];
    }
    return ShortVector.fromArray(SHORTS, values, 0);
  }

  /// Returns the bytes of the integers and what stands behind them.
  @NoAllocation
  static long bytes(int columns) {
    return 3L * columns * Short.BYTES;
  }

  /// Returns where the differences stand behind the integers.
  @NoAllocation
  static long differences(int columns) {
    return (long) columns * Short.BYTES;
  }

  /// Returns where the corrections stand behind the integers.
  @NoAllocation
  static long corrections(int columns) {
    return 2L * columns * Short.BYTES;
  }

  @NoAllocation
  static void quantize(long x, int columns, long quants, long scales, long sums) {
    for (int block = 0; block < columns / BLOCK; block++) {
      long from = x + (long) block * BLOCK * Float.BYTES;
      float scale = largest(from) / LARGEST_QUANT;
      float inverse = scale == 0 ? 0 : 1 / scale;
      int sum = block(from, inverse, quants + (long) block * BLOCK * Short.BYTES);
      RawMemory.setFloat(scales, block, scale);
      RawMemory.setFloat(sums, block, scale * sum);
    }
    derive(quants, columns);
  }

  /// A second pass, since what was just written in pieces is slow to be read as a whole. The first
  /// read begins before the integers, and what it finds there counts for nothing.
  private static void derive(long quants, int columns) {
    long differences = quants + differences(columns);
    long corrections = quants + corrections(columns);
    for (long i = 0; i < (long) columns * Short.BYTES; i += VECTOR) {
      ShortVector quant = ShortVector.fromMemorySegment(SHORTS, RawMemory.ALL, quants + i, ORDER);
      ShortVector before =
          ShortVector.fromMemorySegment(SHORTS, RawMemory.ALL, quants + i - 2 * Short.BYTES, ORDER);
      before
          .mul(DIFFERENCE_BEFORE)
          .add(quant)
          .intoMemorySegment(RawMemory.ALL, differences + i, ORDER);
      quant
          .mul(CORRECTION)
          .add(before.mul(CORRECTION_BEFORE))
          .add(CORRECTION_BIAS)
          .intoMemorySegment(RawMemory.ALL, corrections + i, ORDER);
    }
  }

  private static float largest(long x) {
    FloatVector largest = FloatVector.zero(FLOATS);
    for (int i = 0; i < BLOCK; i += Floats.LANES) {
      FloatVector v = FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, x + 4L * i, ORDER);
      largest = v.abs().max(largest);
    }
    return Floats.TYPE.cast(largest).reduceLanes(VectorOperators.MAX);
  }

  private static int block(long x, float inverse, long quants) {
    IntVector sum = IntVector.zero(INTS);
    for (int i = 0; i < BLOCK; i += Floats.LANES) {
      IntVector quant =
          FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, x + 4L * i, ORDER)
              .mul(inverse)
              .max(-LARGEST_QUANT)
              .min(LARGEST_QUANT)
              .add(ROUNDING)
              .reinterpretAsInts()
              .sub(ROUNDING_BITS);
      sum = quant.add(sum);
      ((ShortVector) quant.convertShape(VectorOperators.I2S, NARROW, 0))
          .intoMemorySegment(RawMemory.ALL, quants + 2L * i, ORDER);
    }
    return Floats.INT_TYPE.cast(sum).reduceLanes(VectorOperators.ADD);
  }
}
