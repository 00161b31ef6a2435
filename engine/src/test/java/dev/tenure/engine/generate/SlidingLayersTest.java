package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.Decoder;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.model.DecoderSource;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model whose `config.json` gives some layers a sliding window, all of them, or none.
class SlidingLayersTest {
  private static final String MISTRAL = "\"model_type\": \"mistral\", \"sliding_window\": %d";
  private static final String QWEN =
      "\"model_type\": \"qwen2\", \"use_sliding_window\": true, \"sliding_window\": %d,"
          + " \"max_window_layers\": %d";

  private final TensorPool pool = TensorPool.withLimit(64 << 20);

  @TempDir private Path folder;

  @AfterEach
  void everythingWasReturned() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  private Decoder read(String type) throws IOException {
    String config = Files.readString(Stories.file("stories260K-config.json"));
    Path changed = folder.resolve("config.json");
    Files.writeString(changed, config.replace("\"model_type\": \"llama\"", type));
    return Decoder.read(
        DecoderSource.openSafetensors(Stories.file("stories260K.safetensors"), changed));
  }

  private DecoderSession open(Decoder decoder) {
    return DecoderSession.open(decoder, pool, CacheFormat.F32, 512, 1);
  }

  private float[] logits(String type) throws IOException {
    try (Decoder decoder = read(type);
        DecoderSession session = open(decoder)) {
      return session.prefill(text()).toArray();
    }
  }

  private static int[] text() {
    return new Random(1).ints(300, 3, 512).toArray();
  }

  @Test
  void aModelOfMistralIsOneOfLlamaButForItsWindow() throws IOException {
    float[] llama = logits("\"model_type\": \"llama\"");
    assertThat(logits(MISTRAL.formatted(300))).isEqualTo(llama);
    assertThat(logits(MISTRAL.formatted(40))).isNotEqualTo(llama);
  }

  /// The values were computed in 64-bit floats, with a mask over the whole matrix of scores.
  @ParameterizedTest
  @CsvSource({
    "512, 0, -18.64648, 0.87988, 11.57004",
    "40, 0, -18.84260, 1.00940, 12.03358",
    "40, 2, -18.66034, 0.78061, 11.70182"
  })
  void theLogitsAreThoseOfAFullMaskInDoubles(
      int window, int fullLayers, float first, float second, float best) throws IOException {
    int[] text = IntStream.range(0, 150).map(i -> (i * 37 + 11) % 509 + 3).toArray();
    try (Decoder decoder = read(QWEN.formatted(window, fullLayers));
        DecoderSession session = open(decoder)) {
      Tensor logits = session.prefill(text);
      assertThat(logits.get(0)).isCloseTo(first, within(1e-3f));
      assertThat(logits.get(1)).isCloseTo(second, within(1e-3f));
      assertThat(logits.get(425)).isCloseTo(best, within(1e-3f));
    }
  }

  @Test
  void theLayersSeeAsFarAsTheConfigurationSays() throws IOException {
    float[] all = logits(QWEN.formatted(40, 0));
    float[] some = logits(QWEN.formatted(40, 2));
    float[] none = logits(QWEN.formatted(40, 5));
    assertThat(all).isEqualTo(logits(MISTRAL.formatted(40)));
    assertThat(none).isEqualTo(logits(MISTRAL.formatted(300)));
    assertThat(some).isNotEqualTo(all).isNotEqualTo(none);
  }

  @Test
  void pagesAreKeptWhereALayerSeesEverything() throws IOException {
    int[] text = text();
    try (Decoder decoder = read(QWEN.formatted(40, 2));
        DecoderSession session = open(decoder)) {
      for (int id : text) {
        session.decode(id);
      }
      float[] steps = session.decode(7).toArray();
      session.rewind(0);
      session.prefill(text);
      assertThat(steps).containsExactly(session.decode(7).toArray(), within(2e-3f));
      session.rewind(40);
      assertThat(session.position()).isEqualTo(40);
    }
    try (Decoder decoder = read(QWEN.formatted(40, 0));
        DecoderSession session = open(decoder)) {
      session.prefill(text);
      assertThatIllegalStateException().isThrownBy(() -> session.rewind(100));
    }
  }
}
