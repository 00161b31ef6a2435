package dev.tenure.engine.kernel.scalar;

import static dev.tenure.engine.kernel.backend.RawMemory.getFloat;
import static dev.tenure.engine.kernel.backend.RawMemory.setFloat;

import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.backend.RowKernels;

/// Loops over rows of floats in plain Java.
public final class ScalarRows implements RowKernels {
  /// Creates the loops, which have no state.
  public ScalarRows() {}

  @Override
  public void add(long a, long b, long y, long count) {
    for (long i = 0; i < count; i++) {
      setFloat(y, i, getFloat(a, i) + getFloat(b, i));
    }
  }

  @Override
  public void multiply(long a, long b, long y, long count) {
    for (long i = 0; i < count; i++) {
      setFloat(y, i, getFloat(a, i) * getFloat(b, i));
    }
  }

  @Override
  public void scale(long x, float factor, long y, long count) {
    for (long i = 0; i < count; i++) {
      setFloat(y, i, getFloat(x, i) * factor);
    }
  }

  @Override
  public void divide(long x, float divisor, long y, long count) {
    for (long i = 0; i < count; i++) {
      setFloat(y, i, getFloat(x, i) / divisor);
    }
  }

  @Override
  public void erf(long x, long y, long count) {
    for (long i = 0; i < count; i++) {
      setFloat(y, i, (float) ErrorFunction.erf(getFloat(x, i)));
    }
  }

  @Override
  public void gelu(long x, long y, long count) {
    for (long i = 0; i < count; i++) {
      float v = getFloat(x, i);
      setFloat(y, i, (float) (0.5 * v * (1 + ErrorFunction.erf(v * Math.sqrt(0.5)))));
    }
  }

  @Override
  public void sigmoidUnit(long x, float linear, float cubic, long y, long count) {
    for (long i = 0; i < count; i++) {
      float v = getFloat(x, i);
      double bounded = Math.clamp((double) v, -104, 104);
      double argument = bounded * (linear + cubic * bounded * bounded);
      setFloat(y, i, (float) (v / (1 + Math.exp(-argument))));
    }
  }

  @Override
  public float largest(long x, int count) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, getFloat(x, i));
    }
    return largest;
  }

  @Override
  public float exponentials(long x, float shift, long y, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      float e = (float) Math.exp(getFloat(x, i) - shift);
      setFloat(y, i, e);
      sum += e;
    }
    return sum;
  }

  @Override
  public float sum(long x, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += getFloat(x, i);
    }
    return sum;
  }

  @Override
  public float squaredDeviations(long x, float mean, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      float deviation = getFloat(x, i) - mean;
      sum += deviation * deviation;
    }
    return sum;
  }

  @Override
  public float dot(long a, long b, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += getFloat(a, i) * getFloat(b, i);
    }
    return sum;
  }

  @Override
  public void normalize(long x, float mean, float scale, long gain, long bias, long y, int count) {
    for (int i = 0; i < count; i++) {
      float normal = (getFloat(x, i) - mean) * scale;
      setFloat(y, i, normal * getFloat(gain, i) + getFloat(bias, i));
    }
  }

  @Override
  public void scaleByGain(long x, float scale, long gain, long y, int count) {
    for (int i = 0; i < count; i++) {
      setFloat(y, i, getFloat(x, i) * scale * getFloat(gain, i));
    }
  }

  @Override
  public void addScaled(long x, float factor, long y, int count) {
    for (int i = 0; i < count; i++) {
      setFloat(y, i, getFloat(y, i) + getFloat(x, i) * factor);
    }
  }

  @Override
  public void rotateHalves(long x, long cos, long sin, int pairs) {
    for (int i = 0; i < pairs; i++) {
      rotate(x, i, i + pairs, getFloat(cos, i), getFloat(sin, i));
    }
  }

  @Override
  public void rotatePairs(long x, long cos, long sin, int pairs) {
    for (int i = 0; i < pairs; i++) {
      rotate(x, 2 * i, 2 * i + 1, getFloat(cos, i), getFloat(sin, i));
    }
  }

  private static void rotate(long x, int first, int second, float cos, float sin) {
    float a = getFloat(x, first);
    float b = getFloat(x, second);
    setFloat(x, first, a * cos - b * sin);
    setFloat(x, second, a * sin + b * cos);
  }

  @Override
  public void widenHalves(long x, long y, int count) {
    BlockDecoder.float16(x, y, count);
  }

  @Override
  public void scaleBytes(long x, long scales, long y, int count) {
    for (int i = 0; i < count; i++) {
      setFloat(y, i, RawMemory.getByte(x + i) * getFloat(scales, i));
    }
  }

  @Override
  public void scaleBytes(long x, float scale, long y, int count) {
    for (int i = 0; i < count; i++) {
      setFloat(y, i, RawMemory.getByte(x + i) * scale);
    }
  }
}
