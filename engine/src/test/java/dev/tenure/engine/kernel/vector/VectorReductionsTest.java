package dev.tenure.engine.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorReductionsTest {
  /// A row with NaN on both sides, which no reduction may read.
  private static long row(float... values) {
    float[] guarded = new float[values.length + 2 * Floats.LANES];
    Arrays.fill(guarded, Float.NaN);
    System.arraycopy(values, 0, guarded, Floats.LANES, values.length);
    MemorySegment memory = Arena.global().allocateFrom(ValueLayout.JAVA_FLOAT, guarded);
    return memory.address() + Floats.VECTOR_BYTES;
  }

  private static float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sin(i) / 3;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 100, 257})
  void reductionsAreThoseOfAllElementsAndOfNoOther(int count) {
    float[] values = values(count);
    long row = row(values);
    double sum = 0;
    double squares = 0;
    double deviations = 0;
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
      deviations += (value - 0.5) * (value - 0.5);
      largest = Math.max(largest, value);
    }

    assertThat((double) VectorReductions.sum(row, count)).isCloseTo(sum, within(1e-5));
    assertThat((double) VectorReductions.dot(row, row, count)).isCloseTo(squares, within(1e-5));
    assertThat((double) VectorReductions.squaredDeviations(row, 0.5f, count))
        .isCloseTo(deviations, within(1e-4));
    assertThat(VectorReductions.largest(row, count)).isEqualTo(largest);
  }

  @Test
  void aSumHasTheSameBitsBeforeAndAfterTheMethodIsCompiled() {
    long row = row(values(100));
    float sum = VectorReductions.sum(row, 100);
    float dot = VectorReductions.dot(row, row, 100);
    float deviations = VectorReductions.squaredDeviations(row, 0.25f, 100);

    for (int i = 0; i < 50_000; i++) {
      assertThat(VectorReductions.sum(row, 100) == sum).isTrue();
      assertThat(VectorReductions.dot(row, row, 100) == dot).isTrue();
      assertThat(VectorReductions.squaredDeviations(row, 0.25f, 100) == deviations).isTrue();
    }
  }
}
