package dev.tenure.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class SegmentTensorTest {
  @Test
  void aTensorReadsAndWritesItsSegment() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4);
      SegmentTensor tensor = SegmentTensor.over(segment, Shape.of(2, 2));
      assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4);
      assertThat(tensor.address()).isEqualTo(segment.address());
      tensor.slice(1, 2).fill(7);
      assertThat(segment.getAtIndex(ValueLayout.JAVA_FLOAT, 3)).isEqualTo(7);
    }
  }

  @Test
  void aSliceKnowsItsAddress() {
    try (Arena arena = Arena.ofConfined()) {
      SegmentTensor tensor = SegmentTensor.over(arena.allocate(48, 64), Shape.of(4, 3));
      assertThat(tensor.slice(2, 4))
          .isInstanceOfSatisfying(
              NativeTensor.class,
              rows -> assertThat(rows.address()).isEqualTo(tensor.address() + 24));
    }
  }

  @Test
  void aSegmentOfAnotherSizeIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(18, 4);
      for (Shape shape :
          new Shape[] {
            Shape.of(4), Shape.of(5), Shape.of(0), Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE)
          }) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> SegmentTensor.over(segment, shape))
            .withMessageContaining(shape.toString())
            .withMessageContaining("18");
      }
    }
  }

  @Test
  void aSegmentOnTheHeapIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentTensor.over(MemorySegment.ofArray(new float[4]), Shape.of(4)))
        .withMessageContaining("heap");
  }

  @Test
  void aSegmentThatIsNotAlignedIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(32, 8).asSlice(2, 16);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SegmentTensor.over(segment, Shape.of(4)))
          .withMessageContaining("multiple of 4");
    }
  }

  @Test
  void aTensorAndItsViewsDieWithTheArena() {
    SegmentTensor tensor;
    Tensor view;
    try (Arena arena = Arena.ofConfined()) {
      tensor = SegmentTensor.over(arena.allocate(16, 4), Shape.of(2, 2));
      view = tensor.slice(0, 1);
    }
    assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(() -> tensor.get(0));
    assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(tensor::address);
    assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(() -> view.get(0));
  }

  @Test
  void aScalarAndAnEmptyTensorHaveSegmentsToo() {
    try (Arena arena = Arena.ofConfined()) {
      SegmentTensor scalar = SegmentTensor.over(arena.allocate(4, 4), Shape.of());
      scalar.set(0, 3);
      assertThat(scalar.toArray()).containsExactly(3);
      MemorySegment nothing = arena.allocate(4, 4).asSlice(0, 0);
      assertThat(SegmentTensor.over(nothing, Shape.of(0, 3)).toArray()).isEmpty();
    }
  }
}
