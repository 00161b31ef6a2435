package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.tokenizer.ChatTemplate;
import dev.tenure.engine.tokenizer.TextTokenizer;
import dev.tenure.engine.tokenizer.TokenizerJson;
import dev.tenure.engine.weights.GgufFile;
import dev.tenure.engine.weights.Metadata;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.SafetensorsShards;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// stories260K in the layout of Hugging Face is what it is as a GGUF file.
class ModelFolderTest {
  private static final long SEED = 20261130;

  @TempDir private Path folder;

  private final Arena arena = Arena.ofShared();
  private final TensorPool pool = TensorPool.withLimit(64 << 20);

  @BeforeEach
  void writeModel() throws IOException {
    Files.copy(Stories.file("stories260K.safetensors"), folder.resolve("model.safetensors"));
    Files.copy(Stories.file("stories260K-config.json"), folder.resolve("config.json"));
    Files.writeString(folder.resolve("tokenizer.json"), TokenizerJson.of(metadata()));
  }

  @AfterEach
  void close() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
    arena.close();
  }

  private Metadata metadata() throws IOException {
    return GgufFile.open(Stories.file("stories260K-f32.gguf"), arena).metadata();
  }

  @Test
  void everyTextHasTheIdsThatItHasWithTheGgufFile() throws IOException {
    TextTokenizer expected = TextTokenizer.of(metadata());
    TextTokenizer tokenizer = TextTokenizer.open(folder);
    for (JsonNode entry : Stories.golden("stories260K-tokenizer.json")) {
      int[] ids = Stories.integers(entry.get("ids_with_bos"));
      assertThat(tokenizer.encode(entry.get("text").asString())).isEqualTo(ids);
    }
    System.out.println("texts: seed " + SEED);
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      String text = text(random);
      int[] ids = tokenizer.encode(text);
      assertThat(ids).as(text).isEqualTo(expected.encode(text));
      assertThat(tokenizer.decode(ids)).isEqualTo(text);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int[] bounds = {0x80, 0x250, 0x3000, 0xD800, 0x10FFFF};
    int length = random.nextInt(24);
    while (text.length() < length) {
      int c = random.nextInt(1, bounds[random.nextInt(bounds.length)]);
      text.append(random.nextInt(3) == 0 ? " the little" : "");
      text.appendCodePoint(Character.getType(c) == Character.SURROGATE || c == 0x2581 ? ' ' : c);
    }
    return text.toString();
  }

  private void assertThatStoriesAreTheReferences() throws IOException {
    try (TextGenerator model = TextGenerator.load(folder, pool)) {
      for (JsonNode entry : Stories.golden("stories260K-greedy.json")) {
        int[] expected = Stories.integers(entry.get("generated_ids"));
        GenerationRequest request =
            GenerationRequest.of(expected.length, Sampling.GREEDY).pastEnds();
        int[] prompt = model.tokenizer().encode(entry.get("prompt").asString());
        try (GenerationSession session = model.open(CacheFormat.F32, 512, 1)) {
          Generation result = session.generate(prompt, request, TokenListener.NONE);
          assertThat(result.generatedIds()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void everyPromptIsContinuedAsByTheReference() throws IOException {
    assertThatStoriesAreTheReferences();
  }

  @Test
  void weightsInSeveralFilesGiveTheSameTokens() throws IOException {
    SafetensorsShards.split(folder.resolve("model.safetensors"), 3);
    Files.delete(folder.resolve("model.safetensors"));
    assertThatStoriesAreTheReferences();
  }

  @Test
  void theChatTemplateIsThatOfTheFolder() throws IOException {
    assertThat(ChatTemplate.open(folder)).isNull();
    Path config = folder.resolve("tokenizer_config.json");
    Files.writeString(config, "{\"chat_template\": \"'<|im_start|>' + role\"}");
    assertThat(ChatTemplate.open(folder)).isEqualTo(ChatTemplate.CHAT_ML);
    Files.writeString(
        config,
        """
        {"chat_template": [{"name": "tool_use", "template": "<|im_start|>"},
                           {"name": "default", "template": "'[INST] ' + content"}]}
        """);
    assertThat(ChatTemplate.open(folder)).isEqualTo(ChatTemplate.LLAMA2);
    Files.writeString(folder.resolve("chat_template.jinja"), "'<|user|>'");
    try (TextGenerator model = TextGenerator.load(folder, pool)) {
      assertThat(model.chatTemplate()).contains(ChatTemplate.ZEPHYR);
    }
  }

  private AbstractThrowableAssert<?, ?> refusal() {
    return assertThatThrownBy(() -> TextGenerator.load(folder, pool).close())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    for (String file : List.of("model.safetensors", "config.json", "tokenizer.json")) {
      Files.delete(folder.resolve(file));
      refusal().hasMessageContaining(file);
    }
  }

  @Test
  void theTokenizerOfALargerModelIsRefused() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    String larger = Files.readString(file).replace("\"vocab\":{", "\"vocab\":{\"more\":512,");
    Files.writeString(file, larger);
    refusal().hasMessageContaining("the tokenizer has 513 tokens and the model 512");
  }
}
