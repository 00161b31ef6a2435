package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.vector.Floats.LANES;
import static dev.tenure.engine.kernel.vector.Floats.SPECIES;
import static dev.tenure.engine.kernel.vector.Floats.at;
import static dev.tenure.engine.kernel.vector.Floats.first;
import static dev.tenure.engine.kernel.vector.Floats.load;
import static dev.tenure.engine.kernel.vector.Floats.store;

import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.backend.RowKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/// Loops over rows of floats on the Vector API: whole vectors, then one that is masked.
public final class VectorRows implements RowKernels {
  /// `(a, b, c, d) -> (b, a, d, c)`, and the lanes of even and of odd number.
  private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

  private static final VectorMask<Float> ODD = VectorMask.fromLong(SPECIES, 0xaaaa_aaaa_aaaa_aaaaL);

  /// `(a, b, c, d, …) -> (a, a, b, b, …)`: of the first half of a vector, and of the second.
  private static final VectorShuffle<Float> TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2);

  /// Creates the loops, which have no state.
  public VectorRows() {}

  @Override
  public void add(long a, long b, long y, long count) {
    long i = 0;
    for (; i <= count - LANES; i += LANES) {
      store(load(at(a, i)).add(load(at(b, i))), at(y, i));
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      store(load(at(a, i), rest).add(load(at(b, i), rest)), at(y, i), rest);
    }
  }

  @Override
  public void multiply(long a, long b, long y, long count) {
    long i = 0;
    for (; i <= count - LANES; i += LANES) {
      store(load(at(a, i)).mul(load(at(b, i))), at(y, i));
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      store(load(at(a, i), rest).mul(load(at(b, i), rest)), at(y, i), rest);
    }
  }

  @Override
  public void scale(long x, float factor, long y, long count) {
    long i = 0;
    for (; i <= count - LANES; i += LANES) {
      store(load(at(x, i)).mul(factor), at(y, i));
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      store(load(at(x, i), rest).mul(factor), at(y, i), rest);
    }
  }

  @Override
  public void divide(long x, float divisor, long y, long count) {
    long i = 0;
    for (; i <= count - LANES; i += LANES) {
      store(load(at(x, i)).div(divisor), at(y, i));
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      store(load(at(x, i), rest).div(divisor), at(y, i), rest);
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
    FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      largest = largest.max(load(at(x, i)));
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      largest = largest.lanewise(VectorOperators.MAX, load(at(x, i), rest), rest);
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  @Override
  public float sum(long x, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      sum = sum.add(load(at(x, i)));
    }
    if (i < count) {
      sum = sum.add(load(at(x, i), first(count - i)));
    }
    return Floats.sum(sum);
  }

  @Override
  public float squaredDeviations(long x, float mean, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      FloatVector deviation = load(at(x, i)).sub(mean);
      sum = deviation.fma(deviation, sum);
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      FloatVector deviation = load(at(x, i), rest).sub(mean);
      sum = sum.add(deviation.mul(deviation), rest);
    }
    return Floats.sum(sum);
  }

  @Override
  public float dot(long a, long b, int count) {
    return Floats.dot(a, b, count);
  }

  @Override
  public void normalize(long x, float mean, float scale, long gain, long bias, long y, int count) {
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      FloatVector normal = load(at(x, i)).sub(mean).mul(scale);
      store(normal.fma(load(at(gain, i)), load(at(bias, i))), at(y, i));
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      FloatVector normal = load(at(x, i), rest).sub(mean).mul(scale);
      store(normal.fma(load(at(gain, i), rest), load(at(bias, i), rest)), at(y, i), rest);
    }
  }

  @Override
  public void scaleByGain(long x, float scale, long gain, long y, int count) {
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      store(load(at(x, i)).mul(scale).mul(load(at(gain, i))), at(y, i));
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      store(load(at(x, i), rest).mul(scale).mul(load(at(gain, i), rest)), at(y, i), rest);
    }
  }

  @Override
  public void addScaled(long x, float factor, long y, int count) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      store(load(at(x, i)).fma(factors, load(at(y, i))), at(y, i));
    }
    if (i < count) {
      VectorMask<Float> rest = first(count - i);
      store(load(at(x, i), rest).fma(factors, load(at(y, i), rest)), at(y, i), rest);
    }
  }

  @Override
  public void rotateHalves(long x, long cos, long sin, int pairs) {
    for (int i = 0; i < pairs; i += LANES) {
      VectorMask<Float> mask = first(pairs - i);
      long lower = at(x, i);
      long upper = at(x, i + pairs);
      FloatVector a = load(lower, mask);
      FloatVector b = load(upper, mask);
      FloatVector c = load(at(cos, i), mask);
      FloatVector s = load(at(sin, i), mask);
      store(a.mul(c).sub(b.mul(s)), lower, mask);
      store(a.mul(s).add(b.mul(c)), upper, mask);
    }
  }

  /// Multiplies each pair by its cosine, and adds the pair with its elements swapped times the
  /// sine, whose sign is turned for the first element.
  @Override
  public void rotatePairs(long x, long cos, long sin, int pairs) {
    int half = LANES / 2;
    for (int i = 0; i < pairs; i += half) {
      VectorMask<Float> mask = first(2L * (pairs - i));
      VectorMask<Float> halfMask = first(Math.min(half, pairs - i));
      FloatVector v = load(at(x, 2L * i), mask);
      FloatVector c = load(at(cos, i), halfMask).rearrange(TWICE);
      FloatVector s = load(at(sin, i), halfMask).rearrange(TWICE);
      FloatVector swapped = v.rearrange(SWAP).mul(s);
      FloatVector signed = swapped.neg().lanewise(VectorOperators.NEG, ODD);
      store(v.mul(c).add(signed), at(x, 2L * i), mask);
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
