package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.backend.RawMemory.ADDRESS_BITS;
import static dev.tenure.engine.kernel.backend.RawMemory.ALL;
import static dev.tenure.engine.kernel.vector.VectorQuantizer.corrections;
import static dev.tenure.engine.kernel.vector.VectorQuantizer.differences;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

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
/// The Vector API has no dot product of bytes. So weights are multiplied in 16 bits, two columns at
/// a time in the two halves of a row's 32 bits, by a pair of activations that one load broadcasts.
/// Products are summed in 16 bits as long as they fit: 2 of 8-bit weights (2 · 128 · 127), 16 of
/// 4-bit weights (16 · 15 · 127). Then the two halves are widened and added. Nothing is summed
/// across a vector.
///
/// A half holds several weights, which are not cut apart: `h` with the weights w0, w1, w2, w3 of 4
/// bits is `w0 + 16 w1 + 256 w2 + 4096 w3`, so that with `hi = h >>> 4i` and activations `a0` to
/// `a3`, `w0 a0 + … + w3 a3 = h0 a0 + h1 (a1 - 16 a0) + h2 (a2 - 16 a1) + h3 (a3 - 16 a2)`. That is
/// exact, though single terms overflow: 16-bit arithmetic is modulo 2^16, and the sum fits in. The
/// differences are the same for all panels, and [VectorQuantizer] computes them once. Bytes are
/// done likewise, with one term more for the 128 that the lower byte has too much.
///
/// The rounds of half a block are written out: a loop of four rounds costs as much again. They call
/// the Vector API and [java.lang.foreign.MemorySegment#get] directly, which C2 inlines however
/// large the method grows, while it stops inlining methods of ours, which then return their vectors
/// as objects. It is half a block and one sum, since C2 comes to that even so when it knows no
/// profile of what it inlines, or boxes one of two sums now and then, and C1 has no registers for
/// twice as much, so that the method stays interpreted. [jdk.incubator.vector.Vector#convert] was
/// boxed now and then as well, where `convertShape` is not.
///
/// Measured on one thread of Zen 4 with 1024 x 2048 weights, in billions of products a second,
/// against loops of rounds that mask and sign-extend each weight: with 512-bit vectors Q8 29 to 35,
/// Q4 30 to 44, Q4_K 20 to 35, Q6_K 22 to 31; with 256-bit ones 16 to 21, 15 to 28, 12 to 21, 11 to
/// 18.
public final class VectorPanels implements PanelKernels {
  private static final int LANES = Floats.LANES;
  private static final long VECTOR = Floats.VECTOR_BYTES;
  private static final VectorSpecies<Float> FLOATS = Floats.SPECIES;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  private static final VectorSpecies<Short> SHORTS = FLOATS.withLanes(short.class);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static final int BLOCK = 32;
  private static final int HALF = 16;
  private static final int BYTE = 0xff;

  /// What a Q4 weight is less than its half byte.
  private static final float Q4_OFFSET = 8;

  /// The bits of an IEEE half-precision float in the places of a float's, and what makes up for the
  /// different bias of the exponent.
  private static final int HALF_BITS = 0x8fff_e000;

  private static final float HALF_SCALE = 0x1p112f;

  /// What the lower half of a sum of byte products has too much, so that it is never negative.
  private static final int LOWER_BIAS = 1 << 15;

  /// Creates the loops, which have no state.
  public VectorPanels() {}

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void float16(long panel, long x, int columns, long y) {
    FloatVector even = FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, y, ORDER);
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
    FloatVector even = FloatVector.fromMemorySegment(FLOATS, RawMemory.ALL, y, ORDER);
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
    FloatVector sum = FloatVector.fromMemorySegment(FLOATS, ALL, y & ADDRESS_BITS, ORDER);
    long blocks = panel & ADDRESS_BITS;
    long firstActivations = x & ADDRESS_BITS;
    long firstCorrections = x + corrections(columns) & ADDRESS_BITS;
    long blockScales = scales & ADDRESS_BITS;
    for (int half = 0; half < columns / HALF; half++) {
      long weights = blocks + (half >> 1) * (9L * VECTOR);
      long quants = weights + (half & 1) * (4L * VECTOR) + VECTOR;
      long activations = firstActivations + half * 32L;
      long corrections = firstCorrections + half * 32L;
      ShortVector v0 = ShortVector.fromMemorySegment(SHORTS, ALL, quants, ORDER);
      IntVector pair0 =
          v0.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations))
                      .reinterpretAsShorts())
              .add(
                  v0.lanewise(ASHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 4))
                              .reinterpretAsShorts()))
              .add(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections))
                      .reinterpretAsShorts())
              .reinterpretAsInts();
      IntVector both = pair0;
      IntVector upper = pair0.lanewise(ASHR, HALF);
      ShortVector v1 = ShortVector.fromMemorySegment(SHORTS, ALL, quants + VECTOR, ORDER);
      IntVector pair1 =
          v1.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 8))
                      .reinterpretAsShorts())
              .add(
                  v1.lanewise(ASHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 12))
                              .reinterpretAsShorts()))
              .add(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 8))
                      .reinterpretAsShorts())
              .reinterpretAsInts();
      both = pair1.add(both);
      upper = pair1.lanewise(ASHR, HALF).add(upper);
      ShortVector v2 = ShortVector.fromMemorySegment(SHORTS, ALL, quants + 2 * VECTOR, ORDER);
      IntVector pair2 =
          v2.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 16))
                      .reinterpretAsShorts())
              .add(
                  v2.lanewise(ASHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 20))
                              .reinterpretAsShorts()))
              .add(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 16))
                      .reinterpretAsShorts())
              .reinterpretAsInts();
      both = pair2.add(both);
      upper = pair2.lanewise(ASHR, HALF).add(upper);
      ShortVector v3 = ShortVector.fromMemorySegment(SHORTS, ALL, quants + 3 * VECTOR, ORDER);
      IntVector pair3 =
          v3.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 24))
                      .reinterpretAsShorts())
              .add(
                  v3.lanewise(ASHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 28))
                              .reinterpretAsShorts()))
              .add(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 24))
                      .reinterpretAsShorts())
              .reinterpretAsInts();
      both = pair3.add(both);
      upper = pair3.lanewise(ASHR, HALF).add(upper);
      IntVector dot =
          both.sub(upper.lanewise(LSHL, HALF))
              .add(upper)
              .sub(IntVector.broadcast(INTS, 4 * LOWER_BIAS));
      sum =
          ((FloatVector) dot.convertShape(VectorOperators.I2F, FLOATS, 0))
              .mul(
                  FloatVector.broadcast(
                      FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, blockScales + 4L * (half >> 1))))
              .fma(FloatVector.fromMemorySegment(FLOATS, ALL, weights, ORDER), sum);
    }
    Floats.TYPE.cast(sum).intoMemorySegment(ALL, y & ADDRESS_BITS, ORDER);
  }

  @Override
  public void q4(long panel, long x, long scales, long sums, int columns, long y) {
    FloatVector sum = FloatVector.fromMemorySegment(FLOATS, ALL, y & ADDRESS_BITS, ORDER);
    long blocks = panel & ADDRESS_BITS;
    long firstDifferences = x + differences(columns) & ADDRESS_BITS;
    long blockScales = scales & ADDRESS_BITS;
    long blockSums = sums & ADDRESS_BITS;
    for (int half = 0; half < columns / HALF; half++) {
      long weights = blocks + (half >> 1) * (5L * VECTOR);
      long quants = weights + (1 + (half & 1) * 2L) * VECTOR;
      long activations = firstDifferences + half * 32L;
      ShortVector v0 = ShortVector.fromMemorySegment(SHORTS, ALL, quants, ORDER);
      ShortVector dot =
          v0.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations))
                      .reinterpretAsShorts())
              .add(
                  v0.lanewise(LSHR, 4)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 4))
                              .reinterpretAsShorts()))
              .add(
                  v0.lanewise(LSHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 8))
                              .reinterpretAsShorts()))
              .add(
                  v0.lanewise(LSHR, 12)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 12))
                              .reinterpretAsShorts()));
      ShortVector v1 = ShortVector.fromMemorySegment(SHORTS, ALL, quants + VECTOR, ORDER);
      dot =
          v1.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 16))
                      .reinterpretAsShorts())
              .add(
                  v1.lanewise(LSHR, 4)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 20))
                              .reinterpretAsShorts()))
              .add(
                  v1.lanewise(LSHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 24))
                              .reinterpretAsShorts()))
              .add(
                  v1.lanewise(LSHR, 12)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 28))
                              .reinterpretAsShorts()))
              .add(dot);
      IntVector pairs = dot.reinterpretAsInts();
      IntVector total =
          pairs.lanewise(ASHR, HALF).add(pairs.lanewise(LSHL, HALF).lanewise(ASHR, HALF));
      sum =
          ((FloatVector) total.convertShape(VectorOperators.I2F, FLOATS, 0))
              .mul(
                  FloatVector.broadcast(
                      FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, blockScales + 4L * (half >> 1))))
              .sub(
                  FloatVector.broadcast(
                      FLOATS,
                      Q4_OFFSET / 2 * ALL.get(JAVA_FLOAT_UNALIGNED, blockSums + 4L * (half >> 1))))
              .fma(FloatVector.fromMemorySegment(FLOATS, ALL, weights, ORDER), sum);
    }
    Floats.TYPE.cast(sum).intoMemorySegment(ALL, y & ADDRESS_BITS, ORDER);
  }

  @Override
  public void q4k(long panel, long x, long scales, long sums, int columns, long y) {
    FloatVector sum = FloatVector.fromMemorySegment(FLOATS, ALL, y & ADDRESS_BITS, ORDER);
    long blocks = panel & ADDRESS_BITS;
    long firstDifferences = x + differences(columns) & ADDRESS_BITS;
    long blockScales = scales & ADDRESS_BITS;
    for (int half = 0; half < columns / HALF; half++) {
      long weights = blocks + (half >> 4) * (38L * VECTOR);
      long part = weights + (2 + (half >> 2 & 3) * 9L) * VECTOR;
      long quants = part + (1 + (half & 3) * 2L) * VECTOR;
      long activations = firstDifferences + half * 32L;
      ShortVector v0 = ShortVector.fromMemorySegment(SHORTS, ALL, quants, ORDER);
      ShortVector dot =
          v0.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations))
                      .reinterpretAsShorts())
              .add(
                  v0.lanewise(LSHR, 4)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 4))
                              .reinterpretAsShorts()))
              .add(
                  v0.lanewise(LSHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 8))
                              .reinterpretAsShorts()))
              .add(
                  v0.lanewise(LSHR, 12)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 12))
                              .reinterpretAsShorts()));
      ShortVector v1 = ShortVector.fromMemorySegment(SHORTS, ALL, quants + VECTOR, ORDER);
      dot =
          v1.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 16))
                      .reinterpretAsShorts())
              .add(
                  v1.lanewise(LSHR, 4)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 20))
                              .reinterpretAsShorts()))
              .add(
                  v1.lanewise(LSHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 24))
                              .reinterpretAsShorts()))
              .add(
                  v1.lanewise(LSHR, 12)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 28))
                              .reinterpretAsShorts()))
              .add(dot);
      IntVector pairs = dot.reinterpretAsInts();
      IntVector total =
          pairs.lanewise(ASHR, HALF).add(pairs.lanewise(LSHL, HALF).lanewise(ASHR, HALF));
      IntVector factors =
          IntVector.fromMemorySegment(INTS, ALL, part, ORDER)
              .lanewise(LSHR, (half >> 1 & 1) * HALF)
              .and(IntVector.broadcast(INTS, BYTE));
      sum =
          ((FloatVector) total.convertShape(VectorOperators.I2F, FLOATS, 0))
              .mul((FloatVector) factors.convertShape(VectorOperators.I2F, FLOATS, 0))
              .mul(
                  FloatVector.broadcast(
                      FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, blockScales + 4L * (half >> 1))))
              .fma(FloatVector.fromMemorySegment(FLOATS, ALL, weights, ORDER), sum);
    }
    Floats.TYPE.cast(sum).intoMemorySegment(ALL, y & ADDRESS_BITS, ORDER);
    minima(panel, sums, columns, y);
  }

  /// Subtracts the minima of Q4_K weights, times the sums of the activations.
  private static void minima(long panel, long sums, int columns, long y) {
    long blocks = panel & ADDRESS_BITS;
    long blockSums = sums & ADDRESS_BITS;
    long result = y & ADDRESS_BITS;
    for (int block = 0; block < columns / BLOCK; block++) {
      long weights = blocks + (block >> 3) * (38L * VECTOR);
      long part = weights + (2 + (block >> 1 & 3) * 9L) * VECTOR;
      IntVector minimum =
          IntVector.fromMemorySegment(INTS, ALL, part, ORDER)
              .lanewise(LSHR, (block & 1) * HALF + 8)
              .and(IntVector.broadcast(INTS, BYTE));
      ((FloatVector) minimum.convertShape(VectorOperators.I2F, FLOATS, 0))
          .mul(
              FloatVector.broadcast(FLOATS, -ALL.get(JAVA_FLOAT_UNALIGNED, blockSums + 4L * block)))
          .fma(
              FloatVector.fromMemorySegment(FLOATS, ALL, weights + VECTOR, ORDER),
              FloatVector.fromMemorySegment(FLOATS, ALL, result, ORDER))
          .intoMemorySegment(ALL, result, ORDER);
    }
  }

  @Override
  public void q6k(long panel, long x, long scales, int columns, long y) {
    FloatVector sum = FloatVector.fromMemorySegment(FLOATS, ALL, y & ADDRESS_BITS, ORDER);
    long blocks = panel & ADDRESS_BITS;
    long firstActivations = x & ADDRESS_BITS;
    long firstCorrections = x + corrections(columns) & ADDRESS_BITS;
    long blockScales = scales & ADDRESS_BITS;
    for (int group = 0; group < columns / HALF; group++) {
      long weights = blocks + (group >> 4) * (69L * VECTOR);
      long part = weights + (1 + (group >> 2 & 3) * 17L) * VECTOR;
      long quants = part + (1 + (group & 3) * 4L) * VECTOR;
      long activations = firstActivations + group * 32L;
      long corrections = firstCorrections + group * 32L;
      ShortVector v0 = ShortVector.fromMemorySegment(SHORTS, ALL, quants, ORDER);
      IntVector pair0 =
          v0.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations))
                      .reinterpretAsShorts())
              .add(
                  v0.lanewise(ASHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 4))
                              .reinterpretAsShorts()))
              .add(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections))
                      .reinterpretAsShorts())
              .reinterpretAsInts();
      IntVector both = pair0;
      IntVector upper = pair0.lanewise(ASHR, HALF);
      ShortVector v1 = ShortVector.fromMemorySegment(SHORTS, ALL, quants + VECTOR, ORDER);
      IntVector pair1 =
          v1.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 8))
                      .reinterpretAsShorts())
              .add(
                  v1.lanewise(ASHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 12))
                              .reinterpretAsShorts()))
              .add(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 8))
                      .reinterpretAsShorts())
              .reinterpretAsInts();
      both = pair1.add(both);
      upper = pair1.lanewise(ASHR, HALF).add(upper);
      ShortVector v2 = ShortVector.fromMemorySegment(SHORTS, ALL, quants + 2 * VECTOR, ORDER);
      IntVector pair2 =
          v2.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 16))
                      .reinterpretAsShorts())
              .add(
                  v2.lanewise(ASHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 20))
                              .reinterpretAsShorts()))
              .add(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 16))
                      .reinterpretAsShorts())
              .reinterpretAsInts();
      both = pair2.add(both);
      upper = pair2.lanewise(ASHR, HALF).add(upper);
      ShortVector v3 = ShortVector.fromMemorySegment(SHORTS, ALL, quants + 3 * VECTOR, ORDER);
      IntVector pair3 =
          v3.mul(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, activations + 24))
                      .reinterpretAsShorts())
              .add(
                  v3.lanewise(ASHR, 8)
                      .mul(
                          IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 28))
                              .reinterpretAsShorts()))
              .add(
                  IntVector.broadcast(INTS, ALL.get(JAVA_INT_UNALIGNED, corrections + 24))
                      .reinterpretAsShorts())
              .reinterpretAsInts();
      both = pair3.add(both);
      upper = pair3.lanewise(ASHR, HALF).add(upper);
      IntVector dot =
          both.sub(upper.lanewise(LSHL, HALF))
              .add(upper)
              .sub(IntVector.broadcast(INTS, 4 * LOWER_BIAS));
      IntVector factors =
          IntVector.fromMemorySegment(INTS, ALL, part, ORDER)
              .lanewise(LSHL, 24 - 8 * (group & 3))
              .lanewise(ASHR, 24);
      sum =
          ((FloatVector) dot.convertShape(VectorOperators.I2F, FLOATS, 0))
              .mul((FloatVector) factors.convertShape(VectorOperators.I2F, FLOATS, 0))
              .mul(
                  FloatVector.broadcast(
                      FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, blockScales + 4L * (group >> 1))))
              .fma(FloatVector.fromMemorySegment(FLOATS, ALL, weights, ORDER), sum);
    }
    Floats.TYPE.cast(sum).intoMemorySegment(ALL, y & ADDRESS_BITS, ORDER);
  }

  @Override
  public void unpack(PanelLayout layout, long panel, int columns, long to, long stride) {
    VectorUnpacking.unpack(layout, panel, columns, to, stride);
  }

  @Override
  public long quantizedBytes(int columns) {
    return VectorQuantizer.bytes(columns);
  }

  @Override
  public void quantize(long x, int columns, long quants, long scales, long sums) {
    VectorQuantizer.quantize(x, columns, quants, scales, sums);
  }
}
