package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenure.engine.kernel.LinearLayer;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncoderLayerTest {
  private static final int COLUMNS = 4;

  private final TensorPool pool = TensorPool.withLimit(1 << 20);
  private final Arena arena = Arena.ofShared();

  @AfterEach
  void everything_was_returned() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
    arena.close();
  }

  private Tensor filled(Shape shape, float value) {
    Tensor tensor =
        SegmentTensor.over(arena.allocate(shape.elementCount() * Float.BYTES, 64), shape);
    tensor.fill(value);
    return tensor;
  }

  private Linear zeros(int inputs, int outputs) {
    return new Linear(
        new LinearLayer(
            WeightMatrix.packTransposed(filled(Shape.of(inputs, outputs), 0), arena),
            filled(Shape.of(outputs), 0)));
  }

  private LayerNorm norm(int columns) {
    Shape shape = Shape.of(columns);
    return new LayerNorm(filled(shape, 1), filled(shape, 0), 1e-12f);
  }

  private ScopedEncoderLayer layer(int columnsOfTheLastNorm) {
    Linear square = zeros(COLUMNS, COLUMNS);
    return new ScopedEncoderLayer(
        pool,
        new EncoderLayer(
            pool,
            new SelfAttention(square, square, square, square, norm(COLUMNS), 2),
            new FeedForward(zeros(COLUMNS, 6), zeros(6, COLUMNS), norm(columnsOfTheLastNorm))));
  }

  @Test
  void a_layer_that_adds_nothing_normalises_its_input() {
    try (PooledTensor input = pool.rent(Shape.of(1, COLUMNS))) {
      input.copyFrom(new float[] {1, 1, 3, 3});
      try (PooledTensor output = layer(COLUMNS).forward(input, TextSpans.of(1))) {
        assertThat(output.toArray()).containsExactly(new float[] {-1, -1, 1, 1}, within(1e-6f));
        assertThat(input.toArray()).containsExactly(1, 1, 3, 3);
        assertThat(pool.statistics().outstanding()).isEqualTo(2);
      }
    }
  }

  @Test
  void everything_is_returned_when_the_last_kernel_throws() {
    try (PooledTensor input = pool.rent(Shape.of(3, COLUMNS))) {
      ScopedEncoderLayer layer = layer(COLUMNS + 1);
      assertThatThrownBy(() -> layer.forward(input, TextSpans.of(3)).close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gain");
      assertThat(pool.statistics().outstanding()).isEqualTo(1);
      assertThat(pool.statistics().rents()).isGreaterThan(8);
    }
  }
}
