package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class ExpTest {
  /// As the comment of [Exp#of] states it, in units in the last place.
  private static final double BOUND = 2;

  private static float exp(float x) {
    return Exp.of(FloatVector.broadcast(Floats.SPECIES, x)).lane(Floats.LANES - 1);
  }

  @Test
  void theErrorStaysBelowTheStatedBound() {
    double worst = 0;
    for (int i = -873_000; i <= 887_000; i += 7) {
      float x = i / 10_000f;
      double expected = StrictMath.exp(x);
      worst = Math.max(worst, Math.abs(exp(x) - expected) / Math.ulp((float) expected));
    }
    assertThat(worst).isLessThan(BOUND);
  }

  @Test
  void aroundZeroItIsOne() {
    for (float x : new float[] {0, -0f, Float.MIN_VALUE, 1e-10f, -1e-10f}) {
      assertThat(exp(x)).as("exp(%s)", x).isEqualTo(1);
    }
  }

  @Test
  void farBelowItIsZeroAndFarAboveInfinite() {
    assertThat(exp(-105)).isZero();
    assertThat(exp(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(exp(88.8f)).isInfinite();
    assertThat(exp(Float.POSITIVE_INFINITY)).isInfinite();
  }

  @Test
  void betweenTheNormalFloatsAndZeroItFadesOut() {
    for (int i = -1030; i <= -880; i++) {
      float x = i / 10f;
      assertThat((double) exp(x))
          .as("exp(%s)", x)
          .isCloseTo(StrictMath.exp(x), within(2.0 * Float.MIN_VALUE));
    }
  }

  @Test
  void ofNaNItIsNaN() {
    assertThat(exp(Float.NaN)).isNaN();
  }
}
