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
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorQuantizer() {}

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
