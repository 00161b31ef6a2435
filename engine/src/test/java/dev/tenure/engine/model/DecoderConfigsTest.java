package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.weights.GgufBuilder;
import dev.tenure.engine.weights.ModelFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What a model's files say about how far it reads.
class DecoderConfigsTest {
  private static final int CONTEXT = 64;

  @Test
  void aContextEndsWhereTheSlidingWindowOfAConfigWouldBegin() {
    assertThat(json("\"use_sliding_window\": true, \"sliding_window\": 16")).isEqualTo(16);
    assertThat(json("\"use_sliding_window\": true, \"sliding_window\": 100")).isEqualTo(CONTEXT);
  }

  @Test
  void aWindowThatIsNotUsedIsNone() {
    assertThat(json("\"use_sliding_window\": false, \"sliding_window\": 16")).isEqualTo(CONTEXT);
    assertThat(json("\"sliding_window\": null")).isEqualTo(CONTEXT);
  }

  @Test
  void aWindowWithoutALengthIsAnError() {
    assertThatThrownBy(() -> json("\"use_sliding_window\": true"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'sliding_window' is missing");
  }

  @Test
  void aContextEndsWhereTheSlidingWindowOfAGgufFileWouldBegin() throws IOException {
    GgufBuilder file =
        new GgufBuilder()
            .text("general.architecture", "llama")
            .integer("llama.embedding_length", 8)
            .integer("llama.block_count", 1)
            .integer("llama.attention.head_count", 2)
            .integer("llama.feed_forward_length", 8)
            .integer("llama.context_length", CONTEXT)
            .integer("llama.attention.sliding_window", 16)
            .floats("token_embd.weight", new int[] {2, 8}, new float[16]);
    try (DecoderSource source =
        DecoderSource.readGguf(new ByteArrayInputStream(file.build()), "tiny")) {
      assertThat(source.config().contextLength()).isEqualTo(16);
    }
  }

  private static int json(String window) {
    String text =
        """
        {"model_type": "qwen2", "vocab_size": 4, "hidden_size": 8, "num_hidden_layers": 1,
         "num_attention_heads": 2, "intermediate_size": 8, "max_position_embeddings": %d, %s}
        """
            .formatted(CONTEXT, window);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return DecoderConfigs.of(bytes, "config.json").config().contextLength();
  }
}
