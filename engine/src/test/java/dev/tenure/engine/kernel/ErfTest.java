package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErfTest {
  /// As the comment of [Erf#of] states it.
  private static final double BOUND = 5e-7;

  private static float erf(float x) {
    return Erf.of(FloatVector.broadcast(Floats.SPECIES, x)).lane(Floats.LANES - 1);
  }

  @Test
  void theErrorStaysBelowTheStatedBound() {
    for (int i = -40_000; i <= 40_000; i++) {
      float x = i / 10_000f;
      double error = Math.abs(erf(x) - Doubles.erf(x));
      assertThat(error).as("erf(%s)", x).isLessThan(BOUND);
    }
  }

  @Test
  void farOutItIsOneWithTheSignOfTheArgument() {
    float[] far = {4.1f, 6, 100, 1e30f, Float.MAX_VALUE, Float.POSITIVE_INFINITY};
    for (float x : far) {
      assertThat(Math.abs(erf(x) - 1.0)).as("erf(%s)", x).isLessThan(BOUND);
      assertThat(Math.abs(erf(-x) + 1.0)).as("erf(%s)", -x).isLessThan(BOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.MIN_VALUE, Float.MIN_NORMAL, 1e-6f, 0.3f, 1, 2.5f})
  void itIsOddDownToTheSignOfZero(float x) {
    assertThat(Float.floatToIntBits(erf(-x))).isEqualTo(Float.floatToIntBits(-erf(x)));
  }

  @Test
  void ofNaNItIsNaN() {
    assertThat(erf(Float.NaN)).isNaN();
  }
}
