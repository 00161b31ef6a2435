package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbedCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @Test
  void jsonHasTheReferencesIdsAndEmbeddings() {
    Path golden = Repository.root().resolve("../shared/models/golden/all-minilm-l6-v2.json");
    assumeTrue(Files.exists(golden), "needs the golden values in " + golden);
    JsonNode sentences = JSON.readTree(golden.toFile()).get("sentences");
    List<Object> arguments = new ArrayList<>(List.of("embed", "--json", "--"));
    sentences.forEach(sentence -> arguments.add(sentence.get("text").asString()));

    ProgramRun run = ProgramRun.of(arguments.toArray());

    assertThat(run.status()).isZero();
    JsonNode printed = JSON.readTree(run.out());
    assertThat(printed.size()).isEqualTo(sentences.size());
    for (int i = 0; i < printed.size(); i++) {
      assertSame(printed.get(i), sentences.get(i));
    }
  }

  private static void assertSame(JsonNode actual, JsonNode expected) {
    String text = expected.get("text").asString();
    assertThat(actual.get("text").asString()).isEqualTo(text);
    assertThat(actual.get("ids")).as(text).isEqualTo(expected.get("ids"));
    JsonNode components = expected.get("embedding");
    assertThat(actual.get("embedding").size()).isEqualTo(components.size());
    for (int i = 0; i < components.size(); i++) {
      assertThat(actual.get("embedding").get(i).asDouble())
          .as("component %d of '%s'", i, text)
          .isCloseTo(components.get(i).asDouble(), within(1e-5));
    }
  }

  @Test
  void peopleSeeHowSimilarTheTextsAre() {
    ProgramRun run = ProgramRun.of("embed", "a cat", "a kitten");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("a cat", "384 components", "cosine similarities", " 1.0000");
  }

  @Test
  void searchRanksTheLinesOfAFile() throws IOException {
    Path file = folder.resolve("lines.txt");
    Files.writeString(file, "The stock market fell.\n\nA kitten sleeps.\nRust never sleeps.\n");

    ProgramRun run = ProgramRun.of("embed", "--search", file, "--top", "2", "a young cat");

    assertThat(run.status()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).endsWith("3: A kitten sleeps.");
  }

  @Test
  void theLinesOfAFileAreEmbeddedToo() throws IOException {
    Path file = folder.resolve("lines.txt");
    Files.writeString(file, "A kitten sleeps.\n\nThe stock market fell.\n");

    ProgramRun run = ProgramRun.of("embed", "--json", "--file", file, "a young cat");

    assertThat(run.status()).isZero();
    JsonNode printed = JSON.readTree(run.out());
    assertThat(printed.size()).isEqualTo(3);
    assertThat(printed.get(2).get("text").asString()).isEqualTo("The stock market fell.");
    assertThat(ProgramRun.of("embed", "--file", folder.resolve("absent")).err())
        .contains("--file: no such file");
  }

  @Test
  void aMissingSearchFileIsTold() {
    ProgramRun run = ProgramRun.of("embed", "--search", folder.resolve("absent"), "cat");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--search: no such file").doesNotContain("\tat ");
  }

  @Test
  void aMissingModelIsTold() {
    ProgramRun run = ProgramRun.of("embed", "--model", folder.resolve("absent.onnx"), "cat");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--model: no such file").doesNotContain("\tat ");
  }

  @Test
  void aModelWithoutATokenizerIsTold() throws IOException {
    Path model = Files.write(folder.resolve("m.onnx"), new byte[] {1, 2, 3});

    ProgramRun run = ProgramRun.of("embed", "--model", model, "cat");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no tokenizer beside the model").doesNotContain("\tat ");
  }

  @Test
  void aFileThatIsNoModelIsTold() throws IOException {
    Path model = Files.write(folder.resolve("m.onnx"), new byte[] {1, 2, 3});
    Files.writeString(folder.resolve("tokenizer.json"), "{}");

    ProgramRun run = ProgramRun.of("embed", "--model", model, "cat");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--model: ").doesNotContain("\tat ");
  }

  @Test
  void withoutATextItSaysSo() {
    ProgramRun run = ProgramRun.of("embed");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("TEXT");
  }
}
