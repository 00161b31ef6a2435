package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class OperandTest {
  private final GuardedTensors tensors = new GuardedTensors();

  @Test
  void aTensorOnTheHeapIsRefusedByName() {
    Tensor heap = Tensor.of(Shape.of(3));

    assertThatThrownBy(() -> Operand.of("gain", heap))
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

    assertThatThrownBy(() -> Operand.of("input", closed)).isInstanceOf(ClosedTensorException.class);
    assertThatThrownBy(() -> Operand.of("input", view)).isInstanceOf(ClosedTensorException.class);
  }

  @Test
  void wrongRanksShapesAndDimensionsAreRefusedByName() {
    Tensor tensor = tensors.random(2, 3);
    Operand operand = Operand.of("weights", tensor);

    assertThatThrownBy(() -> Operand.ofRank(1, "weights", tensor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must have 1 dimensions");
    assertThatThrownBy(() -> operand.requireShape(Shape.of(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must have the shape");
    assertThatThrownBy(() -> operand.requireDimension(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dimension 1 of weights must be 2");
  }

  @Test
  void neighboursAreDisjointAndOneSharedRowIsAnOverlap() {
    Tensor all = tensors.random(8, 3);
    Operand first = Operand.of("input", all.slice(0, 4));
    Operand second = Operand.of("output", all.slice(4, 8));
    Operand across = Operand.of("output", all.slice(3, 7));

    assertThatCode(() -> second.requireDisjoint(first)).doesNotThrowAnyException();
    assertThatCode(() -> first.requireDisjoint(second)).doesNotThrowAnyException();
    assertThatThrownBy(() -> across.requireDisjoint(first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output must not overlap with input");
  }

  @Test
  void theSameMemoryIsAllowedOnlyWhereADestinationMayBeItsInput() {
    Tensor tensor = tensors.random(4);
    Operand input = Operand.of("input", tensor);
    Operand output = Operand.of("output", tensor);

    assertThatCode(() -> output.requireSameOrDisjoint(input)).doesNotThrowAnyException();
    assertThatThrownBy(() -> output.requireDisjoint(input))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
