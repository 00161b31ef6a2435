package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.vector.Floats.LANES;
import static dev.tenure.engine.kernel.vector.Floats.SPECIES;

import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.backend.RowKernels;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Loops over rows of floats on the Vector API, all of them masked, for the reason in
/// [VectorReductions].
public final class VectorRows implements RowKernels {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int HALF = LANES / 2;

  /// `(a, b, c, d) -> (b, a, d, c)`.
  private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

  /// -1 for even lanes, 1 for odd ones.
  private static final FloatVector SIGNS =
      FloatVector.broadcast(SPECIES, -1)
          .blend(1, VectorMask.fromLong(SPECIES, 0xaaaa_aaaa_aaaa_aaaaL));

  /// `(a, b, c, d, …) -> (a, a, b, b, …)`: of the first half of a vector, and of the second.
  private static final VectorShuffle<Float> TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2);

  /// Creates the loops, which have no state.
  public VectorRows() {}

  @Override
  public void add(long a, long b, long y, long count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, a + 4 * i, ORDER, mask)
          .add(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, b + 4 * i, ORDER, mask))
          .intoMemorySegment(RawMemory.ALL, y + 4 * i, ORDER, mask);
    }
  }

  @Override
  public void multiply(long a, long b, long y, long count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, a + 4 * i, ORDER, mask)
          .mul(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, b + 4 * i, ORDER, mask))
          .intoMemorySegment(RawMemory.ALL, y + 4 * i, ORDER, mask);
    }
  }

  @Override
  public void scale(long x, float factor, long y, long count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4 * i, ORDER, mask)
          .mul(factor)
          .intoMemorySegment(RawMemory.ALL, y + 4 * i, ORDER, mask);
    }
  }

  @Override
  public void divide(long x, float divisor, long y, long count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4 * i, ORDER, mask)
          .div(divisor)
          .intoMemorySegment(RawMemory.ALL, y + 4 * i, ORDER, mask);
    }
  }

  @Override
  public void erf(long x, long y, long count) {
    VectorErf.erf(x, y, count);
  }

  @Override
  public void gelu(long x, long y, long count) {
    VectorErf.gelu(x, y, count);
  }

  @Override
  public void sigmoidUnit(long x, float linear, float cubic, long y, long count) {
    VectorActivations.sigmoidUnit(x, linear, cubic, y, count);
  }

  @Override
  public float exponentials(long x, float shift, long y, int count) {
    return VectorExp.exponentials(x, shift, y, count);
  }

  @Override
  public float largest(long x, int count) {
    return VectorReductions.largest(x, count);
  }

  @Override
  public float sum(long x, int count) {
    return VectorReductions.sum(x, count);
  }

  @Override
  public float squaredDeviations(long x, float mean, int count) {
    return VectorReductions.squaredDeviations(x, mean, count);
  }

  @Override
  public float dot(long a, long b, int count) {
    return VectorReductions.dot(a, b, count);
  }

  @Override
  public void normalize(long x, float mean, float scale, long gain, long bias, long y, int count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4 * i, ORDER, mask)
          .sub(mean)
          .mul(scale)
          .fma(
              FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, gain + 4 * i, ORDER, mask),
              FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, bias + 4 * i, ORDER, mask))
          .intoMemorySegment(RawMemory.ALL, y + 4 * i, ORDER, mask);
    }
  }

  @Override
  public void scaleByGain(long x, float scale, long gain, long y, int count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4 * i, ORDER, mask)
          .mul(scale)
          .mul(FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, gain + 4 * i, ORDER, mask))
          .intoMemorySegment(RawMemory.ALL, y + 4 * i, ORDER, mask);
    }
  }

  @Override
  public void addScaled(long x, float factor, long y, int count) {
    for (long i = 0; i < count; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, count);
      FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4 * i, ORDER, mask)
          .fma(
              FloatVector.broadcast(SPECIES, factor),
              FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, y + 4 * i, ORDER, mask))
          .intoMemorySegment(RawMemory.ALL, y + 4 * i, ORDER, mask);
    }
  }

  @Override
  public void rotateHalves(long x, long cos, long sin, int pairs) {
    long upper = x + 4L * pairs;
    for (long i = 0; i < pairs; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, pairs);
      FloatVector a = FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 4 * i, ORDER, mask);
      FloatVector b =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, upper + 4 * i, ORDER, mask);
      FloatVector c =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, cos + 4 * i, ORDER, mask);
      FloatVector s =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, sin + 4 * i, ORDER, mask);
      a.mul(c).sub(b.mul(s)).intoMemorySegment(RawMemory.ALL, x + 4 * i, ORDER, mask);
      a.mul(s).add(b.mul(c)).intoMemorySegment(RawMemory.ALL, upper + 4 * i, ORDER, mask);
    }
  }

  /// Multiplies each pair by its cosine, and adds the pair with its elements swapped times the
  /// sine, whose sign is turned for the first element.
  @Override
  public void rotatePairs(long x, long cos, long sin, int pairs) {
    for (long i = 0; i < pairs; i += HALF) {
      VectorMask<Float> mask = SPECIES.indexInRange(2 * i, 2L * pairs);
      VectorMask<Float> half = SPECIES.indexInRange(i, Math.min(i + HALF, pairs));
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, x + 8 * i, ORDER, mask);
      FloatVector c =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, cos + 4 * i, ORDER, half)
              .rearrange(TWICE);
      FloatVector s =
          FloatVector.fromMemorySegment(SPECIES, RawMemory.ALL, sin + 4 * i, ORDER, half)
              .rearrange(TWICE);
      v.mul(c)
          .add(v.rearrange(SWAP).mul(s).mul(SIGNS))
          .intoMemorySegment(RawMemory.ALL, x + 8 * i, ORDER, mask);
    }
  }

  @Override
  public void widenHalves(long x, long y, int count) {
    for (int i = 0; i < count; i++) {
      RawMemory.setFloat(
          y, i, Float.float16ToFloat(RawMemory.getShort(x + (long) i * Short.BYTES)));
    }
  }

  @Override
  public void scaleBytes(long x, long scales, long y, int count) {
    for (int i = 0; i < count; i++) {
      RawMemory.setFloat(y, i, RawMemory.getByte(x + i) * RawMemory.getFloat(scales, i));
    }
  }

  @Override
  public void scaleBytes(long x, float scale, long y, int count) {
    for (int i = 0; i < count; i++) {
      RawMemory.setFloat(y, i, RawMemory.getByte(x + i) * scale);
    }
  }
}
