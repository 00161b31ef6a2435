package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @ParameterizedTest
  @MethodSource("dev.tenure.engine.kernel.Sizes#lengths")
  void eachIdGivesItsRow(int n) {
    Tensor table = tensors.random(4, n);
    Tensor output = tensors.poisoned(3, n);
    int[] ids = {3, 0, 3};

    Embedding.lookup(table, ids, output);

    for (int i = 0; i < ids.length; i++) {
      assertThat(output.slice(i, i + 1).toArray())
          .isEqualTo(table.slice(ids[i], ids[i] + 1).toArray());
    }
    tensors.assertGuardsUntouched();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void anIdOutsideOfTheTableIsRefusedBeforeAnythingIsWritten(int id) {
    Tensor table = tensors.random(4, 5);
    Tensor output = tensors.poisoned(2, 5);

    assertThatThrownBy(() -> Embedding.lookup(table, new int[] {0, id}, output))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("no row %d in a table of 4 rows", id);
    assertThat(output.toArray()).containsOnly(Float.NaN);
  }

  @Test
  void anOutputInsideOfTheTableIsRefused() {
    Tensor table = tensors.random(4, 5);

    assertThatThrownBy(() -> Embedding.lookup(table, new int[] {0}, table.slice(3, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output must not overlap with table");
  }
}
