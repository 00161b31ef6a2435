package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.weights.GgufBuilder;
import dev.tenure.engine.weights.ModelFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What a model's files say about how far it reads.
class DecoderConfigsTest {
  private static final int CONTEXT = 64;

  @Test
  void aSlidingWindowLeavesTheContextAsLongAsItIs() throws IOException {
    assertThat(config("\"use_sliding_window\": true, \"sliding_window\": 16").contextLength())
        .isEqualTo(CONTEXT);
    assertThat(gguf(file -> file.integer("llama.attention.sliding_window", 16)).contextLength())
        .isEqualTo(CONTEXT);
  }

  @Test
  void theSlidingWindowOfAGgufFileIsOneOfEveryLayer() throws IOException {
    assertThat(gguf(file -> file.integer("llama.attention.sliding_window", 16)).slidingWindow())
        .isEqualTo(new SlidingWindow(16, 0));
    assertThat(gguf(file -> file.integer("llama.attention.sliding_window", 0)).slidingWindow())
        .isEqualTo(SlidingWindow.NONE);
    assertThat(gguf(file -> file).slidingWindow()).isEqualTo(SlidingWindow.NONE);
  }

  @Test
  void theSlidingWindowOfMistralIsOneOfEveryLayer() {
    assertThat(mistral("\"sliding_window\": 16")).isEqualTo(new SlidingWindow(16, 0));
    assertThat(mistral("\"sliding_window\": null")).isEqualTo(SlidingWindow.NONE);
  }

  @Test
  void theSlidingWindowOfQwenIsOneOfTheLayersAfterTheFirst() {
    assertThat(window("\"max_window_layers\": 3")).isEqualTo(new SlidingWindow(16, 3));
    assertThat(window("\"max_window_layers\": 0")).isEqualTo(new SlidingWindow(16, 0));
    assertThat(window("\"layer_types\": null")).isEqualTo(new SlidingWindow(16, 28));
    assertThat(
            window(
                """
                "max_window_layers": 9,
                "layer_types": ["full_attention", "sliding_attention", "sliding_attention"]
                """))
        .isEqualTo(new SlidingWindow(16, 1));
  }

  @Test
  void layersThatDoNotBecomeNarrowerOnceAreAnError() {
    assertThatThrownBy(() -> window("\"layer_types\": [\"sliding_attention\", \"full_attention\"]"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("where sliding attention follows full attention");
  }

  @Test
  void aWindowThatIsNotUsedIsNone() {
    assertThat(config("\"use_sliding_window\": false, \"sliding_window\": 16").slidingWindow())
        .isEqualTo(SlidingWindow.NONE);
    assertThat(config("\"sliding_window\": null").slidingWindow()).isEqualTo(SlidingWindow.NONE);
  }

  @Test
  void aWindowWithoutALengthIsAnError() {
    assertThatThrownBy(() -> config("\"use_sliding_window\": true"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'sliding_window' is missing");
    assertThatThrownBy(() -> mistral("\"sliding_window\": -1"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("a sliding window of -1 positions");
  }

  private static SlidingWindow window(String layers) {
    return config("\"use_sliding_window\": true, \"sliding_window\": 16, " + layers)
        .slidingWindow();
  }

  private static DecoderConfig gguf(UnaryOperator<GgufBuilder> scaling) throws IOException {
    GgufBuilder file =
        new GgufBuilder()
            .text("general.architecture", "llama")
            .integer("llama.embedding_length", 8)
            .integer("llama.block_count", 1)
            .integer("llama.attention.head_count", 2)
            .integer("llama.feed_forward_length", 8)
            .integer("llama.context_length", CONTEXT)
            .floats("token_embd.weight", new int[] {2, 8}, new float[16]);
    try (DecoderSource source =
        DecoderSource.readGguf(new ByteArrayInputStream(scaling.apply(file).build()), "tiny")) {
      return source.config();
    }
  }

  @Test
  void theScalingsOfGgufFilesAreRead() throws IOException {
    assertThat(gguf(file -> file).rotaryScaling()).isEqualTo(RotaryScaling.none());
    assertThat(
            gguf(file ->
                    file.text("llama.rope.scaling.type", "linear")
                        .number("llama.rope.scaling.factor", 2))
                .rotaryScaling())
        .isEqualTo(new RotaryScaling.Linear(2));
    DecoderConfig yarn =
        gguf(file ->
            file.text("llama.rope.scaling.type", "yarn")
                .number("llama.rope.scaling.factor", 4)
                .integer("llama.rope.scaling.original_context_length", 32));
    assertThat(yarn.rotaryScaling())
        .isEqualTo(new RotaryScaling.Yarn(4, 32, 32, 1, RotaryScaling.Yarn.magnitudeOf(4)));
    assertThat(yarn.contextLength()).isEqualTo(4 * 32);
    assertThatThrownBy(() -> gguf(file -> file.text("llama.rope.scaling.type", "longrope")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'longrope' is not supported; supported are none, linear and yarn");
  }

  @Test
  void theScalingsOfAConfigAreRead() {
    assertThat(scaling("\"rope_scaling\": null")).isEqualTo(RotaryScaling.none());
    assertThat(scaling("\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2.0}"))
        .isEqualTo(new RotaryScaling.Linear(2));
    assertThat(
            scaling(
                """
                "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0,
                  "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}
                """))
        .isEqualTo(new RotaryScaling.Llama3(8, 1, 4, 8_192));
    assertThat(
            scaling(
                """
                "rope_parameters": {"rope_type": "yarn", "factor": 4, "attention_factor": 1.5,
                  "beta_slow": 2}
                """))
        .isEqualTo(new RotaryScaling.Yarn(4, CONTEXT, 32, 2, 1.5));
  }

  @Test
  void theBaseMayStandWithTheScaling() {
    String parameters = "\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 5e5}";
    assertThat(config(parameters).rotaryBase()).isEqualTo(5e5);
    assertThat(config("\"rope_theta\": 1e6").rotaryBase()).isEqualTo(1e6);
  }

  @Test
  void aScalingThatIsUnknownOrIncompleteIsAnError() {
    assertThatThrownBy(() -> scaling("\"rope_scaling\": {\"rope_type\": \"longrope\"}"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'longrope' is not supported; supported are default, linear");
    assertThatThrownBy(() -> scaling("\"rope_scaling\": {\"rope_type\": \"yarn\"}"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'factor' of the rotary scaling is missing");
  }

  private static SlidingWindow mistral(String more) {
    return config("mistral", more).slidingWindow();
  }

  private static RotaryScaling scaling(String rope) {
    return config(rope).rotaryScaling();
  }

  private static DecoderConfig config(String more) {
    return config("qwen2", more);
  }

  private static DecoderConfig config(String type, String more) {
    String text =
        """
        {"model_type": "%s", "vocab_size": 4, "hidden_size": 8, "num_hidden_layers": 1,
         "num_attention_heads": 2, "intermediate_size": 8, "max_position_embeddings": %d, %s}
        """
            .formatted(type, CONTEXT, more);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return DecoderConfigs.of(bytes, "config.json").config();
  }
}
