package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.Decoder;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.model.DecoderSource;
import dev.tenure.engine.tokenizer.TextTokenizer;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StoriesGoldenTest {
  @Test
  void everyTextHasTheReferencesTokens() throws IOException {
    try (TensorPool pool = TensorPool.withLimit(64 << 20);
        TextGenerator model = TextGenerator.load(Stories.file("stories260K-f32.gguf"), pool)) {
      for (JsonNode entry : Stories.golden("stories260K-tokenizer.json")) {
        String text = entry.get("text").asString();
        int[] ids = model.tokenizer().encode(text);
        assertThat(ids).as(text).isEqualTo(Stories.integers(entry.get("ids_with_bos")));
        assertThat(model.tokenizer().decode(ids)).isEqualTo(text);
      }
    }
  }

  @Test
  void everyPromptIsContinuedAsByTheReference() throws IOException {
    try (TensorPool pool = TensorPool.withLimit(64 << 20);
        TextGenerator model = TextGenerator.load(Stories.file("stories260K-f32.gguf"), pool)) {
      for (JsonNode entry : Stories.golden("stories260K-greedy.json")) {
        int[] expected = Stories.integers(entry.get("generated_ids"));
        int[] prompt = model.tokenizer().encode(entry.get("prompt").asString());
        assertThat(prompt).isEqualTo(Stories.integers(entry.get("prompt_ids")));
        try (GenerationSession session = model.open(CacheFormat.F32, 512, 1)) {
          GenerationRequest request =
              GenerationRequest.of(expected.length, Sampling.GREEDY).pastEnds();
          Generation result = session.generate(prompt, request, TokenListener.NONE);
          assertThat(result.generatedIds()).isEqualTo(expected);
          int[] all = IntStream.concat(Arrays.stream(prompt), Arrays.stream(expected)).toArray();
          assertThat(model.tokenizer().decode(all)).isEqualTo(entry.get("text").asString());
        }
      }
      assertThat(pool.statistics().outstanding()).isZero();
    }
  }

  @Test
  void safetensorsGiveTheSameTokens() throws IOException {
    try (TensorPool pool = TensorPool.withLimit(64 << 20);
        Decoder decoder =
            Decoder.read(
                DecoderSource.openSafetensors(
                    Stories.file("stories260K.safetensors"),
                    Stories.file("stories260K-config.json")))) {
      for (JsonNode entry : Stories.golden("stories260K-greedy.json")) {
        try (DecoderSession session = DecoderSession.open(decoder, pool, CacheFormat.F32, 512, 1)) {
          Tensor logits = session.prefill(Stories.integers(entry.get("prompt_ids")));
          for (int expected : Stories.integers(entry.get("generated_ids"))) {
            assertThat(best(logits.toArray())).isEqualTo(expected);
            logits = session.decode(expected);
          }
        }
      }
      assertThat(pool.statistics().outstanding()).isZero();
    }
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      best = logits[id] > logits[best] ? id : best;
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({
    "f32, F32, 7.974369, 0.001",
    "f16, F32, 7.974149, 0.001",
    "f32, F16, 7.974369, 0.001",
    "Q8_0, F32, 7.981933, 0.01",
    "Q4_0, F32, 8.690521, 0.01"
  })
  void perplexityIsTheReferences(String file, CacheFormat format, double expected, double share)
      throws IOException {
    String texts = Files.readString(Stories.file("golden/stories260K-nll-texts.txt"));
    try (TensorPool pool = TensorPool.withLimit(64 << 20);
        DecoderSource source =
            DecoderSource.openGguf(Stories.file("stories260K-" + file + ".gguf"))) {
      TextTokenizer tokenizer = TextTokenizer.of(source.metadata());
      double sum = 0;
      int predicted = 0;
      try (Decoder decoder = Decoder.read(source)) {
        for (String text : texts.split("\n----\n", -1)) {
          int[] ids = tokenizer.encode(text);
          sum += negativeLogLikelihood(decoder, pool, format, ids);
          predicted += ids.length - 1;
        }
      }
      assertThat(predicted).isEqualTo(488);
      assertThat(Math.exp(sum / predicted)).isCloseTo(expected, within(expected * share));
      assertThat(pool.statistics().outstanding()).isZero();
    }
  }

  private static double negativeLogLikelihood(
      Decoder decoder, TensorPool pool, CacheFormat format, int[] ids) {
    double sum = 0;
    try (DecoderSession session = DecoderSession.open(decoder, pool, format, 512, 1);
        PooledTensor logits = session.score(ids)) {
      int columns = logits.shape().dimension(1);
      float[] row = new float[columns];
      for (int i = 0; i + 1 < ids.length; i++) {
        logits.copyTo((long) i * columns, row, 0, columns);
        double total = 0;
        for (float logit : row) {
          total += Math.exp(logit);
        }
        sum += Math.log(total) - row[ids[i + 1]];
      }
    }
    return sum;
  }
}
