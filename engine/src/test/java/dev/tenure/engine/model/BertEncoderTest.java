package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.OnnxModel;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BertEncoderTest {
  private static final long LIMIT_BYTES = 1 << 20;

  private final TensorPool pool = TensorPool.withLimit(LIMIT_BYTES);

  @AfterEach
  void everything_was_returned() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  private static BertEncoder read(byte[] onnx, TensorPool pool) throws IOException {
    try (OnnxModel model = OnnxModel.read(new ByteArrayInputStream(onnx), "tiny.onnx")) {
      return BertEncoder.read(model, pool);
    }
  }

  private void assertProblem(UnaryOperator<String> rename, int heads, String... parts) {
    byte[] onnx = TinyBert.onnx(rename, heads);
    assertThatThrownBy(() -> read(onnx, pool).close())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("tiny.onnx: ")
        .hasMessageContainingAll(parts);
  }

  private static float[] rows(BertEncoder encoder, TensorPool pool, int... ids) {
    try (PooledTensor rows = new ScopedBertEncoder(pool, encoder).forward(ids)) {
      assertThat(rows.shape()).isEqualTo(Shape.of(ids.length, TinyBert.HIDDEN));
      return rows.toArray();
    }
  }

  @Test
  void sizes_come_from_the_file() throws IOException {
    try (BertEncoder encoder = read(TinyBert.onnx(), pool)) {
      assertThat(encoder.vocabularySize()).isEqualTo(TinyBert.VOCABULARY);
      assertThat(encoder.maxLength()).isEqualTo(TinyBert.POSITIONS);
      assertThat(encoder.hiddenSize()).isEqualTo(TinyBert.HIDDEN);
    }
  }

  @Test
  void a_row_depends_on_the_other_tokens_and_on_their_order() throws IOException {
    try (BertEncoder encoder = read(TinyBert.onnx(), pool)) {
      float[] rows = rows(encoder, pool, 1, 2, 3);
      assertThat(rows).isEqualTo(rows(encoder, pool, 1, 2, 3));
      assertThat(rows).isNotEqualTo(rows(encoder, pool, 1, 3, 2));
      assertThat(rows).doesNotContain(Float.NaN);
    }
  }

  @Test
  void only_the_result_is_outstanding_after_a_call() throws IOException {
    try (BertEncoder encoder = read(TinyBert.onnx(), pool);
        PooledTensor rows = new ScopedBertEncoder(pool, encoder).forward(new int[] {1, 2})) {
      assertThat(rows.isOpen()).isTrue();
      assertThat(pool.statistics().outstanding()).isEqualTo(1);
    }
  }

  @Test
  void tokens_that_it_cannot_read_are_refused() throws IOException {
    try (BertEncoder encoder = read(TinyBert.onnx(), pool)) {
      assertThatThrownBy(() -> rows(encoder, pool)).hasMessageContaining("reads 1 to 6");
      assertThatThrownBy(() -> rows(encoder, pool, new int[7])).hasMessageContaining("7 tokens");
      assertThatThrownBy(() -> rows(encoder, pool, 1, TinyBert.VOCABULARY))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("12");
    }
  }

  @Test
  void everything_is_returned_wherever_the_memory_ends() throws IOException {
    int failures = 0;
    boolean succeeded = false;
    for (long limit = 64; !succeeded; limit += 64) {
      try (TensorPool small = TensorPool.withLimit(limit);
          BertEncoder encoder = read(TinyBert.onnx(), small)) {
        try {
          succeeded = rows(encoder, small, 1, 2, 3, 4, 5).length > 0;
        } catch (MemoryLimitException e) {
          failures++;
        }
        assertThat(small.statistics().outstanding()).as("limit %d", limit).isZero();
        assertThat(small.statistics().liveBytes()).as("limit %d", limit).isZero();
      }
    }
    assertThat(failures).isGreaterThan(4);
  }

  @Test
  @SuppressWarnings("DoubleClose") // the second close is what is tested
  void nothing_can_be_computed_after_the_close() throws IOException {
    BertEncoder encoder = read(TinyBert.onnx(), pool);
    encoder.close();
    encoder.close();
    assertThatThrownBy(() -> rows(encoder, pool, 1)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "embeddings.word_embeddings.weight",
        "embeddings.position_embeddings.weight",
        "embeddings.token_type_embeddings.weight",
        "embeddings.LayerNorm.bias",
        "/embeddings/LayerNorm/Add",
        "encoder.layer.0.output.dense.bias",
        "encoder.layer.1.attention.self.key.bias",
        "encoder.layer.1.attention.output.LayerNorm.weight",
        "/encoder/layer.1/intermediate/dense/MatMul",
        "/encoder/layer.1/attention/self/Concat",
        "/encoder/layer.0/intermediate/intermediate_act_fn/Erf",
      })
  void what_is_missing_in_the_file_is_named(String missing) {
    assertProblem(name -> name.equals(missing) ? "other" : name, 2, missing);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3, 4, Integer.MAX_VALUE})
  void heads_that_do_not_cut_the_columns_are_refused(int heads) {
    assertProblem(UnaryOperator.identity(), heads, "8 columns into " + heads + " heads of 4");
  }
}
