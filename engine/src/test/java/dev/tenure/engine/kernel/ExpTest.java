package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpTest {
  /// As the kernel's comment states it, in units in the last place.
  private static final double BOUND = 2;

  private static float[] exp(float... x) {
    return FloatRange.apply((from, to, count) -> Backend.ROWS.exponentials(from, 0, to, count), x);
  }

  @Test
  void theErrorStaysBelowTheStatedBoundOverAllExponents() {
    assertBound(FloatRange.all());
  }

  @Test
  void theErrorStaysBelowTheStatedBoundWhereTheResultIsNormal() {
    float[] arguments = new float[250_000];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = (i * 7 - 873_000) / 10_000f;
    }
    assertBound(arguments);
  }

  private static void assertBound(float[] arguments) {
    float[] results = exp(arguments);
    for (int i = 0; i < arguments.length; i++) {
      double expected = StrictMath.exp(arguments[i]);
      if (expected >= Float.MIN_NORMAL && expected <= Float.MAX_VALUE) {
        double error = Math.abs(results[i] - expected) / Math.ulp((float) expected);
        assertThat(error).as("exp(%s)", arguments[i]).isLessThan(BOUND);
      } else {
        assertThat(results[i])
            .as("exp(%s)", arguments[i])
            .isCloseTo((float) expected, within(2 * Float.MIN_VALUE));
      }
    }
  }

  @Test
  void aroundZeroItIsOne() {
    assertThat(exp(0, -0f, Float.MIN_VALUE, 1e-10f, -1e-10f)).containsOnly(1);
  }

  @Test
  void farBelowItIsZeroAndFarAboveInfinite() {
    assertThat(exp(-105, Float.NEGATIVE_INFINITY)).containsOnly(0);
    assertThat(exp(88.8f, Float.POSITIVE_INFINITY)).containsOnly(Float.POSITIVE_INFINITY);
  }

  @Test
  void ofNaNItIsNaN() {
    assertThat(exp(Float.NaN)[0]).isNaN();
  }

  @Test
  void theSumIsThatOfTheResults() {
    float[] sum = new float[1];
    float[] results =
        FloatRange.apply(
            (from, to, count) -> sum[0] = Backend.ROWS.exponentials(from, 1, to, count),
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10);
    double expected = 0;
    for (float result : results) {
      expected += result;
    }
    assertThat(sum[0]).isCloseTo((float) expected, within(1e-6f * (float) expected));
  }
}
