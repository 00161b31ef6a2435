package dev.tenure.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolOptionsTest {
  @AfterEach
  void clearProperties() {
    System.clearProperty(PoolOptions.LEAKS_PROPERTY);
    System.clearProperty(PoolOptions.STRICTNESS_PROPERTY);
  }

  @Test
  void withoutPropertiesLeaksAreSampledAndNothingIsTraced() {
    PoolOptions options = PoolOptions.withLimit(64);
    assertThat(options.limitBytes()).isEqualTo(64);
    assertThat(options.leakDetection()).isEqualTo(LeakDetection.SAMPLED);
    assertThat(options.strictness()).isEqualTo(PoolStrictness.STANDARD);
    assertThat(options.idleTime()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void propertiesChooseTheLevels() {
    System.setProperty(PoolOptions.LEAKS_PROPERTY, " full ");
    System.setProperty(PoolOptions.STRICTNESS_PROPERTY, "Guarded");
    PoolOptions options = PoolOptions.withLimit(64);
    assertThat(options.leakDetection()).isEqualTo(LeakDetection.FULL);
    assertThat(options.strictness()).isEqualTo(PoolStrictness.GUARDED);
  }

  @Test
  void anUnknownLevelIsRefusedWithTheKnownOnes() {
    System.setProperty(PoolOptions.LEAKS_PROPERTY, "paranoid");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PoolOptions.withLimit(64))
        .withMessage(
            "the system property dev.tenure.pool.leaks is 'paranoid', which is none of"
                + " [off, sampled, full]");
  }

  @Test
  void eachOptionIsChangedAlone() {
    assertThat(
            PoolOptions.withLimit(64)
                .withLeakDetection(LeakDetection.OFF)
                .withStrictness(PoolStrictness.TRACED)
                .withIdleTime(Duration.ofMinutes(1)))
        .isEqualTo(
            new PoolOptions(64, LeakDetection.OFF, PoolStrictness.TRACED, Duration.ofMinutes(1)));
  }

  @Test
  void whatIsNotPositiveIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> PoolOptions.withLimit(0));
    PoolOptions options = PoolOptions.withLimit(1);
    assertThatIllegalArgumentException().isThrownBy(() -> options.withIdleTime(Duration.ZERO));
  }
}
