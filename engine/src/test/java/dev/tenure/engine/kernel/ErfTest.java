package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.kernel.scalar.ErrorFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErfTest {
  /// As the kernel's comment states it.
  private static final double BOUND = 5e-7;

  private static float erf(float x) {
    return FloatRange.apply(Backend.ROWS::erf, x)[0];
  }

  @Test
  void theErrorStaysBelowTheStatedBoundOverAllExponents() {
    float[] arguments = FloatRange.all();
    float[] results = FloatRange.apply(Backend.ROWS::erf, arguments);
    for (int i = 0; i < arguments.length; i++) {
      double error = Math.abs(results[i] - ErrorFunction.erf(arguments[i]));
      assertThat(error).as("erf(%s)", arguments[i]).isLessThan(BOUND);
    }
  }

  @Test
  void theScalarFunctionOfTheTestsAgreesWithItsTaylorSeries() {
    for (int i = -300; i <= 300; i++) {
      double x = i / 100.0;
      assertThat(Math.abs(ErrorFunction.erf(x) - Doubles.erf(x))).isLessThan(1e-11);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.MIN_VALUE, Float.MIN_NORMAL, 1e-6f, 0.3f, 1, 2.5f})
  void itIsOddDownToTheSignOfZero(float x) {
    assertThat(Float.floatToIntBits(erf(-x))).isEqualTo(Float.floatToIntBits(-erf(x)));
  }

  @Test
  void ofInfinitiesItIsOneAndOfNaNItIsNaN() {
    assertThat(Math.abs(erf(Float.POSITIVE_INFINITY) - 1.0)).isLessThan(BOUND);
    assertThat(Math.abs(erf(Float.NEGATIVE_INFINITY) + 1.0)).isLessThan(BOUND);
    assertThat(erf(Float.NaN)).isNaN();
  }
}
