package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tenure.engine.model.RotaryScaling.Linear;
import dev.tenure.engine.model.RotaryScaling.Llama3;
import dev.tenure.engine.model.RotaryScaling.Yarn;
import org.junit.jupiter.api.Test;

class RotaryScalingTest {
  private static final int WIDTH = 128;

  private static double plain(double base, int pair) {
    return Math.pow(base, -2.0 * pair / WIDTH);
  }

  /// By how much the frequency of a pair is slowed down.
  private static double slowing(RotaryScaling scaling, double base, int pair) {
    return plain(base, pair) / scaling.frequencies(base, WIDTH)[pair];
  }

  @Test
  void withoutScalingFrequenciesArePlain() {
    double[] frequencies = RotaryScaling.none().frequencies(10_000, 8);
    assertThat(frequencies).containsExactly(new double[] {1, 0.1, 0.01, 0.001}, within(1e-15));
    assertThat(RotaryScaling.none().magnitude()).isEqualTo(1);
    assertThat(RotaryScaling.none().contextLength(100)).isEqualTo(100);
  }

  @Test
  void linearScalingSlowsAllPairsAlike() {
    for (int pair = 0; pair < WIDTH / 2; pair++) {
      assertThat(slowing(new Linear(4), 10_000, pair)).isCloseTo(4, within(1e-12));
    }
  }

  /// Llama 3.1: pair 28 turns 4.2 times in 8,192 positions, pair 31 2.264 times, pair 35 once.
  @Test
  void theScalingOfLlama3SlowsPairsThatTurnSeldom() {
    RotaryScaling scaling = new Llama3(8, 1, 4, 8_192);
    assertThat(slowing(scaling, 500_000, 0)).isEqualTo(1);
    assertThat(slowing(scaling, 500_000, 28)).isEqualTo(1);
    assertThat(slowing(scaling, 500_000, 31)).isCloseTo(2.0257, within(1e-3));
    assertThat(slowing(scaling, 500_000, 35)).isCloseTo(8, within(1e-12));
    assertThat(slowing(scaling, 500_000, 63)).isCloseTo(8, within(1e-12));
  }

  /// Qwen2.5 at 131,072 tokens: pair 23.6 turns 32 times in 32,768 positions, pair 39.7 once.
  @Test
  void yarnSlowsPairsAlongARamp() {
    RotaryScaling scaling = new Yarn(4, 32_768, 32, 1, Yarn.magnitudeOf(4));
    assertThat(slowing(scaling, 1_000_000, 0)).isEqualTo(1);
    assertThat(slowing(scaling, 1_000_000, 23)).isEqualTo(1);
    assertThat(slowing(scaling, 1_000_000, 30))
        .isCloseTo(1 / (10.0 / 17 + 7.0 / 17 / 4), within(1e-12));
    assertThat(slowing(scaling, 1_000_000, 40)).isCloseTo(4, within(1e-12));
    assertThat(slowing(scaling, 1_000_000, 63)).isCloseTo(4, within(1e-12));
  }

  @Test
  void yarnMakesTurnedElementsLargerAndTextsLonger() {
    RotaryScaling scaling = new Yarn(4, 32_768, 32, 1, Yarn.magnitudeOf(4));
    assertThat(scaling.magnitude()).isCloseTo(1.138629, within(1e-6));
    assertThat(Yarn.magnitudeOf(0.5)).isEqualTo(1);
    assertThat(scaling.contextLength(32_768)).isEqualTo(131_072);
    assertThat(scaling.contextLength(200_000)).isEqualTo(200_000);
    assertThat(new Yarn(1e9, 32_768, 32, 1, 1).contextLength(1)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    for (double factor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Linear(factor))
          .withMessageContaining("factor " + factor);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Llama3(8, 4, 4, 8_192))
        .withMessageContaining("high_freq_factor");
    assertThatIllegalArgumentException().isThrownBy(() -> new Yarn(4, 0, 32, 1, 1));
  }
}
