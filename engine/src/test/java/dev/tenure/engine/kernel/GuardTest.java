package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class GuardTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @Test
  void aTensorOnTheHeapIsRefusedByName() {
    Tensor heap = Tensor.of(Shape.of(3));

    assertThatThrownBy(() -> Guard.address("gain", heap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gain is a tensor on the heap");
  }

  @Test
  void aTensorOfAClosedArenaAndAViewOfItAreRefused() {
    Tensor closed;
    Tensor view;
    try (Arena arena = Arena.ofConfined()) {
      closed = SegmentTensor.over(arena.allocate(24, 64), Shape.of(2, 3));
      view = closed.slice(1, 2);
    }

    assertThatThrownBy(() -> Guard.address("input", closed))
        .isInstanceOf(ClosedTensorException.class);
    assertThatThrownBy(() -> Guard.address("input", view))
        .isInstanceOf(ClosedTensorException.class);
  }

  @Test
  void wrongRanksAndShapesAreRefusedByName() {
    Tensor tensor = tensors.random(2, 3);

    assertThatThrownBy(() -> Guard.requireRank("weights", tensor, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must have 1 dimensions");
    assertThatThrownBy(() -> Guard.requireMatrix("weights", tensor, 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must have the shape [3, 2], not [2, 3]");
    assertThatThrownBy(() -> Guard.requireVector("weights", tensor, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must have the shape [6]");
    assertThatThrownBy(() -> Guard.requireColumns("weights", tensor, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dimension 1 of weights must be 2");
    assertThatThrownBy(() -> Guard.requireSameShape("weights", tensor, tensors.random(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must have the shape [6]");
  }

  @Test
  void neighboursAreDisjointAndOneSharedRowIsAnOverlap() {
    Tensor all = tensors.random(8, 3);
    Tensor first = all.slice(0, 4);
    Tensor second = all.slice(4, 8);
    Tensor across = all.slice(3, 7);

    assertThatCode(() -> Guard.requireDisjoint("output", second, "input", first))
        .doesNotThrowAnyException();
    assertThatCode(() -> Guard.requireDisjoint("output", first, "input", second))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Guard.requireDisjoint("output", across, "input", first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output must not overlap with input");
  }

  @Test
  void theSameMemoryIsAllowedOnlyWhereADestinationMayBeItsInput() {
    Tensor tensor = tensors.random(4);

    assertThatCode(() -> Guard.requireSameOrDisjoint("output", tensor, "input", tensor))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Guard.requireDisjoint("output", tensor, "input", tensor))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBeginningOfAnInputIsNotThatInput() {
    Tensor all = tensors.random(8, 3);

    assertThatThrownBy(() -> Guard.requireSameOrDisjoint("output", all.slice(0, 4), "input", all))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
