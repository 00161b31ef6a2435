package dev.tenure.engine.kernel.vector;

import dev.tenure.engine.kernel.backend.PanelKernels;
import dev.tenure.engine.kernel.backend.PanelLayout;
import dev.tenure.engine.kernel.backend.RawMemory;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Products with panels on the Vector API.
///
/// The Vector API has no dot product of bytes. So weights are widened to 16 bits, two columns at a
/// time in the two halves of a row's 32 bits, and multiplied by a pair of activations that one load
/// broadcasts. Products are summed in 16 bits as long as they fit: 2 of 8-bit weights (2 · 128 ·
/// 127), 16 of 4-bit weights (16 · 15 · 127). Then the two halves are widened and added. Nothing is
/// summed across a vector.
///
/// Like [VectorExp], the loops call the Vector API and nothing else.
public final class VectorPanels implements PanelKernels {
  private static final int LANES = Floats.LANES;
  private static final long VECTOR = (long) LANES * Float.BYTES;
  private static final VectorSpecies<Float> FLOATS = Floats.SPECIES;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  private static final VectorSpecies<Short> SHORTS = FLOATS.withLanes(short.class);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static final int BLOCK = 32;
  private static final int SUPER_BLOCK = 256;
  private static final int HALF = 16;
  private static final short NIBBLE = 15;

  /// What a Q4 weight is less than its half byte.
  private static final float Q4_OFFSET = 8;

  /// The bits of an IEEE half-precision float in the places of a float's, and what makes up for the
  /// different bias of the exponent.
  private static final int HALF_BITS = 0x8fff_e000;

  private static final float HALF_SCALE = 0x1p112f;

  /// The steps of the inner loops. They are fields, because C2 takes no field for a constant: where
  /// it knows the steps, it moves the bounds checks out of the loop, into so much code before and
  /// after it that it takes longer than four rounds do. Measured: 10 to 17 % faster with 512-bit
  /// vectors, 15 to 35 % with 256-bit ones. To write the rounds out instead boxes the vectors.
  private final long vectorStep = VECTOR;

  private final long fourActivations = 4L * Short.BYTES;
  private final long eightActivations = 8L * Short.BYTES;

  /// Creates the loops, which have no state.
  public VectorPanels() {}

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void float16(long panel, long x, int columns, long y) {
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = FloatVector.zero(FLOATS);
    long weights = panel;
    long activations = x;
    for (int k = 0; k < columns - 1; k += 2) {
      IntVector pair = IntVector.fromMemorySegment(INTS, RawMemory.ALL, weights, ORDER);
      FloatVector first =
          pair.lanewise(VectorOperators.LSHL, HALF)
              .lanewise(VectorOperators.ASHR, 3)
              .and(HALF_BITS)
              .reinterpretAsFloats()
              .mul(HALF_SCALE);
      FloatVector second =
          pair.lanewise(VectorOperators.ASHR, 3)
              .and(HALF_BITS)
              .reinterpretAsFloats()
              .mul(HALF_SCALE);
      even = first.fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(activations)), even);
      odd = second.fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(activations + 4)), odd);
      weights += VECTOR;
      activations += 8;
    }
    if (columns % 2 == 1) {
      FloatVector last =
          IntVector.fromMemorySegment(INTS, RawMemory.ALL, weights, ORDER)
              .lanewise(VectorOperators.LSHL, HALF)
              .lanewise(VectorOperators.ASHR, 3)
              .and(HALF_BITS)
              .reinterpretAsFloats()
              .mul(HALF_SCALE);
      even = last.fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(activations)), even);
    }
    Floats.TYPE.cast(even).add(odd).intoMemorySegment(RawMemory.ALL, y, ORDER);
  }

  @Override
  public void bfloat16(long panel, long x, int columns, long y) {
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = FloatVector.zero(FLOATS);
    long weights = panel;
    long activations = x;
    for (int k = 0; k < columns - 1; k += 2) {
      IntVector pair = IntVector.fromMemorySegment(INTS, RawMemory.ALL, weights, ORDER);
      FloatVector first = pair.lanewise(VectorOperators.LSHL, HALF).reinterpretAsFloats();
      FloatVector second = pair.and(0xffff_0000).reinterpretAsFloats();
      even = first.fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(activations)), even);
      odd = second.fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(activations + 4)), odd);
      weights += VECTOR;
      activations += 8;
    }
    if (columns % 2 == 1) {
      FloatVector last =
          IntVector.fromMemorySegment(INTS, RawMemory.ALL, weights, ORDER)
              .lanewise(VectorOperators.LSHL, HALF)
              .reinterpretAsFloats();
      even = last.fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(activations)), even);
    }
    Floats.TYPE.cast(even).add(odd).intoMemorySegment(RawMemory.ALL, y, ORDER);
  }

  @Override
  public void q8(long panel, long x, long scales, int columns, long y) {
    FloatVector sum = FloatVector.zero(FLOATS);
    long weights = panel;
    long activations = x;
    long step = vectorStep;
    long next = fourActivations;
    long scale = scales;
    for (int block = 0; block < columns / BLOCK; block++) {
      IntVector dot = IntVector.zero(INTS);
      long quants = weights + VECTOR;
      for (int t = 0; t < 8; t++) {
        ShortVector v = ShortVector.fromMemorySegment(SHORTS, RawMemory.ALL, quants, ORDER);
        IntVector products =
            v.lanewise(VectorOperators.LSHL, 8)
                .lanewise(VectorOperators.ASHR, 8)
                .mul(IntVector.broadcast(INTS, RawMemory.getInt(activations)).reinterpretAsShorts())
                .add(
                    v.lanewise(VectorOperators.ASHR, 8)
                        .mul(
                            IntVector.broadcast(INTS, RawMemory.getInt(activations + 4))
                                .reinterpretAsShorts()))
                .reinterpretAsInts();
        dot =
            products
                .lanewise(VectorOperators.ASHR, HALF)
                .add(
                    products
                        .lanewise(VectorOperators.LSHL, HALF)
                        .lanewise(VectorOperators.ASHR, HALF))
                .add(dot);
        quants += step;
        activations += next;
      }
      sum =
          ((FloatVector) Floats.INT_TYPE.cast(dot).convert(VectorOperators.I2F, 0))
              .mul(RawMemory.getFloat(scale))
              .fma(FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, weights, ORDER), sum);
      weights = quants;
      scale += Float.BYTES;
    }
    Floats.TYPE.cast(sum).intoMemorySegment(RawMemory.ALL, y, ORDER);
  }

  @Override
  public void q4(long panel, long x, long scales, long sums, int columns, long y) {
    FloatVector sum = FloatVector.zero(FLOATS);
    long weights = panel;
    long activations = x;
    long step = vectorStep;
    long next = eightActivations;
    long scale = scales;
    long offset = sums;
    for (int block = 0; block < columns / BLOCK; block++) {
      ShortVector dot = ShortVector.zero(SHORTS);
      long quants = weights + VECTOR;
      for (int t = 0; t < 4; t++) {
        ShortVector v = ShortVector.fromMemorySegment(SHORTS, RawMemory.ALL, quants, ORDER);
        dot =
            v.and(NIBBLE)
                .mul(IntVector.broadcast(INTS, RawMemory.getInt(activations)).reinterpretAsShorts())
                .add(dot);
        dot =
            v.lanewise(VectorOperators.LSHR, 4)
                .and(NIBBLE)
                .mul(
                    IntVector.broadcast(INTS, RawMemory.getInt(activations + 4))
                        .reinterpretAsShorts())
                .add(dot);
        dot =
            v.lanewise(VectorOperators.LSHR, 8)
                .and(NIBBLE)
                .mul(
                    IntVector.broadcast(INTS, RawMemory.getInt(activations + 8))
                        .reinterpretAsShorts())
                .add(dot);
        dot =
            v.lanewise(VectorOperators.LSHR, 12)
                .mul(
                    IntVector.broadcast(INTS, RawMemory.getInt(activations + 12))
                        .reinterpretAsShorts())
                .add(dot);
        quants += step;
        activations += next;
      }
      IntVector products = Floats.SHORT_TYPE.cast(dot).reinterpretAsInts();
      IntVector total =
          products
              .lanewise(VectorOperators.ASHR, HALF)
              .add(
                  products
                      .lanewise(VectorOperators.LSHL, HALF)
                      .lanewise(VectorOperators.ASHR, HALF));
      sum =
          ((FloatVector) total.convert(VectorOperators.I2F, 0))
              .mul(RawMemory.getFloat(scale))
              .sub(Q4_OFFSET * RawMemory.getFloat(offset))
              .fma(FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, weights, ORDER), sum);
      weights = quants;
      scale += Float.BYTES;
      offset += Float.BYTES;
    }
    Floats.TYPE.cast(sum).intoMemorySegment(RawMemory.ALL, y, ORDER);
  }

  @Override
  public void q4k(long panel, long x, long scales, long sums, int columns, long y) {
    FloatVector sum = FloatVector.zero(FLOATS);
    long weights = panel;
    long activations = x;
    long step = vectorStep;
    long next = eightActivations;
    long scale = scales;
    long offset = sums;
    for (int block = 0; block < columns / SUPER_BLOCK; block++) {
      FloatVector scaled = FloatVector.zero(FLOATS);
      FloatVector minima = FloatVector.zero(FLOATS);
      long part = weights + 2 * VECTOR;
      for (int half = 0; half < 8; half++) {
        long quants = part + VECTOR + (half & 1) * 4L * VECTOR;
        ShortVector dot = ShortVector.zero(SHORTS);
        for (int t = 0; t < 4; t++) {
          ShortVector v = ShortVector.fromMemorySegment(SHORTS, RawMemory.ALL, quants, ORDER);
          dot =
              v.and(NIBBLE)
                  .mul(
                      IntVector.broadcast(INTS, RawMemory.getInt(activations))
                          .reinterpretAsShorts())
                  .add(dot);
          dot =
              v.lanewise(VectorOperators.LSHR, 4)
                  .and(NIBBLE)
                  .mul(
                      IntVector.broadcast(INTS, RawMemory.getInt(activations + 4))
                          .reinterpretAsShorts())
                  .add(dot);
          dot =
              v.lanewise(VectorOperators.LSHR, 8)
                  .and(NIBBLE)
                  .mul(
                      IntVector.broadcast(INTS, RawMemory.getInt(activations + 8))
                          .reinterpretAsShorts())
                  .add(dot);
          dot =
              v.lanewise(VectorOperators.LSHR, 12)
                  .mul(
                      IntVector.broadcast(INTS, RawMemory.getInt(activations + 12))
                          .reinterpretAsShorts())
                  .add(dot);
          quants += step;
          activations += next;
        }
        IntVector factors =
            IntVector.fromMemorySegment(INTS, RawMemory.ALL, part, ORDER)
                .lanewise(VectorOperators.LSHR, (half & 1) * HALF);
        IntVector products = Floats.SHORT_TYPE.cast(dot).reinterpretAsInts();
        IntVector total =
            products
                .lanewise(VectorOperators.ASHR, HALF)
                .add(
                    products
                        .lanewise(VectorOperators.LSHL, HALF)
                        .lanewise(VectorOperators.ASHR, HALF));
        scaled =
            ((FloatVector) total.mul(factors.and(0xff)).convert(VectorOperators.I2F, 0))
                .fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(scale)), scaled);
        minima =
            ((FloatVector)
                    factors
                        .lanewise(VectorOperators.LSHR, 8)
                        .and(0xff)
                        .convert(VectorOperators.I2F, 0))
                .fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(offset)), minima);
        part += (half & 1) * 9L * VECTOR;
        scale += Float.BYTES;
        offset += Float.BYTES;
      }
      sum =
          Floats.TYPE
              .cast(scaled)
              .fma(FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, weights, ORDER), sum);
      sum =
          Floats.TYPE
              .cast(minima)
              .neg()
              .fma(
                  FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, weights + VECTOR, ORDER),
                  sum);
      weights = part;
    }
    Floats.TYPE.cast(sum).intoMemorySegment(RawMemory.ALL, y, ORDER);
  }

  @Override
  public void q6k(long panel, long x, long scales, int columns, long y) {
    FloatVector sum = FloatVector.zero(FLOATS);
    long weights = panel;
    long activations = x;
    long step = vectorStep;
    long next = fourActivations;
    long scale = scales;
    for (int block = 0; block < columns / SUPER_BLOCK; block++) {
      FloatVector scaled = FloatVector.zero(FLOATS);
      long part = weights + VECTOR;
      for (int group = 0; group < 16; group++) {
        long quants = part + VECTOR + (group & 3) * 4L * VECTOR;
        IntVector dot = IntVector.zero(INTS);
        for (int t = 0; t < 4; t++) {
          ShortVector v = ShortVector.fromMemorySegment(SHORTS, RawMemory.ALL, quants, ORDER);
          IntVector products =
              v.lanewise(VectorOperators.LSHL, 8)
                  .lanewise(VectorOperators.ASHR, 8)
                  .mul(
                      IntVector.broadcast(INTS, RawMemory.getInt(activations))
                          .reinterpretAsShorts())
                  .add(
                      v.lanewise(VectorOperators.ASHR, 8)
                          .mul(
                              IntVector.broadcast(INTS, RawMemory.getInt(activations + 4))
                                  .reinterpretAsShorts()))
                  .reinterpretAsInts();
          dot =
              products
                  .lanewise(VectorOperators.ASHR, HALF)
                  .add(
                      products
                          .lanewise(VectorOperators.LSHL, HALF)
                          .lanewise(VectorOperators.ASHR, HALF))
                  .add(dot);
          quants += step;
          activations += next;
        }
        IntVector factors =
            IntVector.fromMemorySegment(INTS, RawMemory.ALL, part, ORDER)
                .lanewise(VectorOperators.LSHL, 24 - 8 * (group & 3))
                .lanewise(VectorOperators.ASHR, 24);
        scaled =
            ((FloatVector) Floats.INT_TYPE.cast(dot).mul(factors).convert(VectorOperators.I2F, 0))
                .fma(FloatVector.broadcast(FLOATS, RawMemory.getFloat(scale)), scaled);
        part += (group & 3) == 3 ? 17 * VECTOR : 0;
        scale += (group & 1) * (long) Float.BYTES;
      }
      sum =
          Floats.TYPE
              .cast(scaled)
              .fma(FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, weights, ORDER), sum);
      weights = part;
    }
    Floats.TYPE.cast(sum).intoMemorySegment(RawMemory.ALL, y, ORDER);
  }

  @Override
  public void unpack(PanelLayout layout, long panel, int first, int columns, long to, long stride) {
    VectorUnpacking.unpack(layout, panel, first, columns, to, stride);
  }

  @Override
  public void quantize(long x, int columns, long quants, long scales, long sums) {
    VectorQuantizer.quantize(x, columns, quants, scales, sums);
  }
}
