package dev.tenure.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ids and texts are those of the tokenizers library.
///
/// `bpe-golden.json` was written by its version 0.23.2 with the script beside it: a small tokenizer
/// in the layout of each family, with the ids and texts that the library makes of awkward texts.
class BpeGoldenTest {
  @TempDir private Path folder;

  private static Stream<Named<JsonNode>> families() {
    try (InputStream json = BpeGoldenTest.class.getResourceAsStream("bpe-golden.json")) {
      JsonNode root = JsonMapper.builder().build().readTree(Objects.requireNonNull(json));
      return root.valueStream().map(family -> Named.of(family.get("name").asString(), family));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TextTokenizer open(JsonNode family) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), family.get("tokenizer").toString());
    return TextTokenizer.open(folder);
  }

  private static int[] ids(JsonNode list) {
    return list.valueStream().mapToInt(JsonNode::asInt).toArray();
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyTextHasTheLibrarysIds(JsonNode family) throws IOException {
    TextTokenizer tokenizer = open(family);
    for (JsonNode entry : family.get("cases")) {
      String text = entry.get("text").asString();
      assertThat(tokenizer.encodeWithSpecials(text)).as(text).isEqualTo(ids(entry.get("ids")));
      assertThat(tokenizer.vocabulary().frame(tokenizer.encodeWithSpecials(text)))
          .as(text)
          .isEqualTo(ids(entry.get("framed")));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void allIdsBecomeTheLibrarysText(JsonNode family) throws IOException {
    TextTokenizer tokenizer = open(family);
    for (JsonNode entry : family.get("cases")) {
      String decoded = tokenizer.decode(ids(entry.get("framed")));
      assertThat(decoded).isEqualTo(entry.get("decoded").asString());
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aMarkThatATextSpellsOutIsOnlyText(JsonNode family) throws IOException {
    TextTokenizer tokenizer = open(family);
    for (JsonNode token : family.get("tokenizer").get("added_tokens")) {
      if (token.get("special").asBoolean()) {
        String mark = token.get("content").asString();
        int[] ids = tokenizer.encode("a" + mark + "b");
        assertThat(tokenizer.decode(ids)).isEqualTo("a" + mark + "b");
        assertThat(tokenizer.encodePlain(mark)).doesNotContain(token.get("id").asInt());
      }
    }
  }
}
