package dev.tenure.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.weights.ModelFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerFileTest {
  private static final String FILE =
      """
      {"truncation": null, "padding": null,
       "added_tokens": [{"id": 1, "content": "[CLS]", "single_word": false, "lstrip": false,
         "rstrip": false, "normalized": false, "special": true}],
       "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
         "strip_accents": null, "lowercase": true},
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "[SEP]", "type_id": 0}}]},
       "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
         "max_input_chars_per_word": 100,
         "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "Ab": 3, "ab": 4, "##c": 5, "\u00e9": 6,
                   "e": 7}}}
      """;

  private static WordPieceTokenizer read(String json) throws IOException {
    return WordPieceTokenizer.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test.json");
  }

  private static String changed(String from, String to) {
    assertThat(FILE).contains(from);
    return FILE.replace(from, to);
  }

  private static void assertProblem(String json, String part) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("test.json: ")
        .hasMessageContaining(part);
  }

  @Test
  void the_rules_are_those_of_the_file() throws IOException {
    assertThat(read(FILE).encode("Abc \u00e9").tokens())
        .containsExactly("[CLS]", "ab", "##c", "e", "[SEP]");
    assertThat(read(FILE).maxLength()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void accents_follow_the_case_unless_the_file_says_otherwise() throws IOException {
    String cased = changed("\"lowercase\": true", "\"lowercase\": false");
    assertThat(read(cased).encode("Abc \u00e9").tokens())
        .containsExactly("[CLS]", "Ab", "##c", "\u00e9", "[SEP]");
    String kept = changed("\"strip_accents\": null", "\"strip_accents\": false");
    assertThat(read(kept).encode("\u00c9").tokens()).containsExactly("[CLS]", "\u00e9", "[SEP]");
  }

  @Test
  void the_frame_is_that_of_the_file() throws IOException {
    String bare = changed("{\"SpecialToken\": {\"id\": \"[CLS]\", \"type_id\": 0}},", "");
    assertThat(read(bare).encode("ab").tokens()).containsExactly("ab", "[SEP]");
  }

  @Test
  void a_file_on_disk_is_read(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("tokenizer.json"), FILE);
    assertThat(WordPieceTokenizer.open(file).vocabularySize()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"WordPiece\"          | \"BPE\"          | model.type is \"BPE\"",
        "\"BertNormalizer\"     | \"NFC\"          | normalizer.type is \"NFC\"",
        "\"BertPreTokenizer\"   | \"ByteLevel\"    | pre_tokenizer.type",
        "\"TemplateProcessing\" | \"Roberta\"      | post_processor.type",
        "\"lstrip\": false      | \"lstrip\": true | lstrip, which is not supported",
        "\"clean_text\": true   | \"clean_text\": 1 | normalizer.clean_text is not true or false",
        "\"##\"                 | 7                | model.continuing_subword_prefix is not a text",
        ": 100                  | : 0              | max_input_chars_per_word is not a positive",
        "\"[UNK]\": 0           | \"x\": 0         | model.unk_token is '[UNK]', which is not in"
            + " model.vocab",
        "\"Ab\": 3              | \"Ab\": 8        | gives 'Ab' the id 8, of 8",
        "\"Ab\": 3              | \"Ab\": -3       | gives 'Ab' the id -3",
        "\"Ab\": 3              | \"Ab\": 4        | gives the id 4 twice",
        "\"Ab\": 3              | \"Ab\": {}       | gives 'Ab' the id {}",
        "{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}, | '' | leaves the text out",
        "\"truncation\": null   | \"truncation\": {\"direction\": \"Left\", \"max_length\": 9}"
            + " | truncation.direction",
        "\"truncation\": null   | \"truncation\": {\"direction\": \"Right\", \"max_length\": 1}"
            + " | no room for the special tokens",
      })
  void what_would_change_ids_is_refused(String from, String to, String problem) {
    assertProblem(changed(from, to), problem);
  }

  @Test
  void what_is_no_tokenizer_at_all_is_refused() {
    assertProblem("", "model.type is missing");
    assertProblem("[1, 2]", "model.type is missing");
    assertProblem("{\"model\": ", "not valid JSON");
    assertProblem("[".repeat(100_000), "not valid JSON");
  }

  @Test
  void a_damaged_file_is_read_or_refused() throws IOException {
    long seed = 20261123;
    System.out.println("damaged tokenizers: seed " + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      StringBuilder damaged = new StringBuilder(FILE);
      damaged.setCharAt(random.nextInt(damaged.length()), (char) (' ' + random.nextInt(95)));
      try {
        assertThat(read(damaged.toString()).encode("ab e").length()).isPositive();
      } catch (ModelFormatException e) {
        assertThat(e).hasMessageStartingWith("test.json: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 2_900);
  }
}
