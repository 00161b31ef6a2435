package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RotaryTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @EnumSource(RotaryLayout.class)
  void pairsAreTurnedByTheAngleOfTheirPositionAndOthersStay(RotaryLayout layout) {
    for (int pairs : new int[] {1, 3, 4, 8, 13, 16, 32, 37}) {
      check(layout, pairs, 2 * pairs);
      check(layout, pairs, 2 * pairs + 5);
    }
  }

  private void check(RotaryLayout layout, int pairs, int width) {
    int heads = 3;
    float[] frequencies = new float[pairs];
    for (int i = 0; i < pairs; i++) {
      frequencies[i] = (float) Math.pow(10_000, -(double) i / pairs);
    }
    Rotary rotary = Rotary.of(layout, frequencies, 1.5f, 10, Arena.ofAuto());
    Tensor input = tensors.random(4, heads * width);
    Tensor output = tensors.poisoned(4, heads * width);

    rotary.apply(input, heads, 6, output);

    double[] expected = Doubles.of(input);
    for (int token = 0; token < 4; token++) {
      for (int head = 0; head < heads; head++) {
        for (int i = 0; i < pairs; i++) {
          int base = (token * heads + head) * width;
          int first = base + (layout == RotaryLayout.PAIRS ? 2 * i : i);
          int second = layout == RotaryLayout.PAIRS ? first + 1 : first + pairs;
          double angle = (6 + token) * (double) frequencies[i];
          double a = expected[first];
          double b = expected[second];
          expected[first] = 1.5 * (a * Math.cos(angle) - b * Math.sin(angle));
          expected[second] = 1.5 * (a * Math.sin(angle) + b * Math.cos(angle));
        }
      }
    }
    GuardedTensors.assertClose(output, expected, 2e-6);
    rotary.apply(input, heads, 6, input);
    assertThat(input.toArray()).isEqualTo(output.toArray());
    tensors.assertGuardsUntouched();
  }

  @Test
  void positionsBeyondTheTableAndHeadsThatAreTooNarrowAreRefused() {
    Rotary rotary = Rotary.of(RotaryLayout.HALVES, new float[] {1, 0.1f}, 1, 4, Arena.ofAuto());
    Tensor input = tensors.random(2, 8);

    assertThatThrownBy(() -> rotary.apply(input, 2, 3, input))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> rotary.apply(input, 4, 0, input))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 heads of 4 elements or more");
  }

  @Test
  void aTableOfAClosedArenaIsRefused() {
    Rotary rotary;
    try (Arena arena = Arena.ofConfined()) {
      rotary = Rotary.of(RotaryLayout.PAIRS, new float[] {1}, 1, 4, arena);
    }
    Tensor input = tensors.random(1, 2);

    assertThatThrownBy(() -> rotary.apply(input, 1, 0, input))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @MethodSource("dev.tenure.engine.kernel.Sizes#lengths")
  void rootMeanSquareNormalisationIsTheScalarOne(int length) {
    Tensor input = tensors.random(3, length);
    Tensor gain = tensors.random(length);
    Tensor output = tensors.poisoned(3, length);

    Normalization.rmsNorm(input, gain, 1e-5f, output);

    double[] expected = Doubles.of(input);
    for (int row = 0; row < 3; row++) {
      double squares = 0;
      for (int i = 0; i < length; i++) {
        squares += expected[row * length + i] * expected[row * length + i];
      }
      double scale = 1 / Math.sqrt(squares / length + 1e-5);
      for (int i = 0; i < length; i++) {
        expected[row * length + i] *= scale * gain.get(i);
      }
    }
    GuardedTensors.assertClose(output, expected, 1e-5);
    Normalization.rmsNorm(input, gain, 1e-5f, input);
    assertThat(input.toArray()).isEqualTo(output.toArray());
    tensors.assertGuardsUntouched();
  }
}
