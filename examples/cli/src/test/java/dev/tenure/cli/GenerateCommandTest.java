package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GenerateCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @Test
  void aModelWithoutAChatTemplateCannotChat() {
    ProgramRun run = ProgramRun.of("generate", "--chat", "--prompt", "Hi");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--chat: the model has no chat template");
  }

  @Test
  void jsonHasTheReferencesIds() {
    Path golden = Repository.root().resolve("../shared/models/golden/stories260K-greedy.json");
    assumeTrue(Files.exists(golden), "needs the golden values in " + golden);
    for (JsonNode entry : JSON.readTree(golden.toFile())) {
      JsonNode ids = entry.get("generated_ids");

      ProgramRun run =
          ProgramRun.of(
              "generate",
              "--json",
              "--ignore-end",
              "--max-tokens",
              ids.size(),
              "--prompt",
              entry.get("prompt").asString());

      assertThat(run.status()).isZero();
      JsonNode printed = JSON.readTree(run.out());
      assertThat(printed.get("prompt_ids")).isEqualTo(entry.get("prompt_ids"));
      assertThat(printed.get("generated_ids")).isEqualTo(ids);
      assertThat(entry.get("prompt").asString() + printed.get("text").asString())
          .isEqualTo(entry.get("text").asString());
    }
  }

  @Test
  void theTextIsStreamedAfterThePrompt() {
    ProgramRun run =
        ProgramRun.of("generate", "--stats", "--max-tokens", 8, "--prompt", "Once upon a time");

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo("Once upon a time, there was a little girl\n");
    assertThat(run.err()).contains("8 tokens", "bytes a token", "outstanding 0");
  }

  @Test
  void aStopTextIsNotPrinted() {
    ProgramRun run =
        ProgramRun.of("generate", "--stop", "little girl", "--prompt", "Once upon a time");

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo("Once upon a time, there was a \n");
  }

  @Test
  void aGrammarSaysWhatMayBeWritten() throws IOException {
    Path grammar = folder.resolve("answer.gbnf");
    Files.writeString(grammar, "root ::= \", there \" (\"were\" | \"is\") \" nobody.\"\n");

    ProgramRun run =
        ProgramRun.of("generate", "--grammar", grammar, "--prompt", "Once upon a time");

    assertThat(run.status()).isZero();
    assertThat(run.out()).matches("Once upon a time, there (were|is) nobody\\.\n");
  }

  @Test
  void aFileThatIsNoGrammarIsTold() throws IOException {
    Path grammar = Files.writeString(folder.resolve("answer.gbnf"), "root ::= \"a");

    ProgramRun run = ProgramRun.of("generate", "--grammar", grammar, "--prompt", "Once");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("answer.gbnf: line 1: a text or class is not closed");
  }

  @Test
  void aSchemaSaysWhatMayBeWritten() throws IOException {
    Path schema = folder.resolve("answer.json");
    Files.writeString(
        schema,
        """
        {"properties": {"name": {"type": "string", "maxLength": 12}, "glad": {"type": "boolean"}},
         "required": ["name", "glad"]}
        """);

    ProgramRun run =
        ProgramRun.of("generate", "--json", "--schema", schema, "--prompt", "Once upon a time");

    assertThat(run.status()).isZero();
    JsonNode written = JSON.readTree(JSON.readTree(run.out()).get("text").asString());
    assertThat(written.propertyNames()).containsExactly("name", "glad");
    assertThat(written.get("name").stringValue()).hasSizeLessThanOrEqualTo(12);
    assertThat(written.get("glad").isBoolean()).isTrue();
  }

  @Test
  void aSchemaThatIsNotFollowedIsTold() throws IOException {
    Path schema = Files.writeString(folder.resolve("s.json"), "{\"pattern\": \"a+\"}");
    assertTold("s.json: # has 'pattern', which is not supported", "--schema", schema);
    assertTold("exclude each other", "--schema", schema, "--grammar", schema);
    assertTold("--schema: no such file", "--schema", folder.resolve("absent"));
  }

  @Test
  void wrongOptionsAreTold() {
    assertTold("the top-p cannot be 2", "--top-p", 2);
    assertTold("cannot generate -1 tokens", "--max-tokens", -1);
    assertTold("--threads must be at least 1", "--threads", 0);
    assertTold("--model: no such file or folder", "--model", folder.resolve("absent"));
  }

  @Test
  void aFileThatIsNoModelIsTold() throws IOException {
    Path model = Files.write(folder.resolve("m.gguf"), new byte[] {1, 2, 3, 4, 5});

    assertTold("not a GGUF file", "--model", model);
  }

  @Test
  void aFolderThatHoldsNoModelIsTold() throws IOException {
    assertTold("tokenizer.json: is not there", "--model", folder);
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"Unigram\"}}");
    assertTold("model is not BPE but \"Unigram\"", "--model", folder);
  }

  private static void assertTold(String message, Object... options) {
    Object[] words = new Object[options.length + 1];
    words[0] = "generate";
    System.arraycopy(options, 0, words, 1, options.length);

    ProgramRun run = ProgramRun.of(words);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
  }
}
