package dev.tenure.engine.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class FloatsTest {
  @Test
  void theSumIsThatOfAllLanes() {
    FloatVector lanes = FloatVector.zero(Floats.SPECIES).addIndex(1).add(1);

    assertThat(Floats.sum(lanes)).isEqualTo(Floats.LANES * (Floats.LANES + 1) / 2f);
  }

  @Test
  void theSumHasTheSameBitsBeforeAndAfterTheMethodIsCompiled() {
    float[] values = new float[Floats.LANES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i) / 3;
    }
    FloatVector vector = FloatVector.fromArray(Floats.SPECIES, values, 0);
    float first = Floats.sum(vector);

    for (int i = 0; i < 50_000; i++) {
      assertThat(Floats.sum(vector) == first).isTrue();
    }
  }
}
