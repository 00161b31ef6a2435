package dev.tenure.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.weights.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpeFileTest {
  /// 256 bytes, `ab` and `abc`, and a token with an id far above.
  private static final String BYTES =
      """
      {"truncation": null, "padding": null,
       "added_tokens": [{"id": 300, "content": "<end>", "single_word": false, "lstrip": false,
         "rstrip": false, "normalized": false, "special": true}],
       "normalizer": null,
       "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true},
       "post_processor": null,
       "decoder": {"type": "ByteLevel"},
       "model": {"type": "BPE", "dropout": null, "unk_token": null, "ignore_merges": false,
         "continuing_subword_prefix": "", "end_of_word_suffix": null, "byte_fallback": false,
         "vocab": {%s, "ab": 256, "abc": 257}, "merges": ["a b", ["ab", "c"]]}}
      """
          .formatted(
              IntStream.range(0, 256)
                  .mapToObj(
                      value -> "%s: %d".formatted(quoted(ByteAlphabet.spell((byte) value)), value))
                  .collect(Collectors.joining(", ")));

  /// 256 bytes, and the word `▁a` of two more.
  private static final String SPACES =
      """
      {"added_tokens": [],
       "normalizer": {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"},
         {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
       "pre_tokenizer": null, "post_processor": null,
       "decoder": {"type": "Sequence", "decoders": [
         {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
         {"type": "ByteFallback"}, {"type": "Fuse"},
         {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
       "model": {"type": "BPE", "byte_fallback": true, "vocab": {%s, "▁": 256, "a": 257, "▁a": 258},
         "merges": [["▁", "a"]]}}
      """
          .formatted(
              IntStream.range(0, 256)
                  .mapToObj("\"<0x%1$02X>\": %1$d"::formatted)
                  .collect(Collectors.joining(", ")));

  @TempDir private Path folder;

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private TextTokenizer read(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), json);
    return TextTokenizer.open(folder);
  }

  private static String changed(String json, String from, String to) {
    assertThat(json).contains(from);
    return json.replace(from, to);
  }

  private void assertProblem(String json, String part) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(part);
  }

  @Test
  void pairsAreReadInBothSpellings() throws IOException {
    assertThat(read(BYTES).encode("abc")).containsExactly(257);
    assertThat(read(SPACES).encode("a")).containsExactly(258);
  }

  @Test
  void idsThatNoWordHasStandForNothing() throws IOException {
    TextTokenizer tokenizer = read(BYTES);
    assertThat(tokenizer.vocabulary().size()).isEqualTo(301);
    assertThat(tokenizer.decode(257, 280, 300)).isEqualTo("abc");
    assertThat(tokenizer.encodeWithSpecials("ab<end>")).containsExactly(256, 300);
  }

  @Test
  void addedWordsThatAreNotSpecialAreTokensWhereverTheyStand() throws IOException {
    TextTokenizer bytes =
        read(
            changed(BYTES, "\"<end>\"", "\"<é>\"")
                .replace("\"special\": true", "\"special\": false"));
    assertThat(bytes.encode("ab<é>ab")).containsExactly(256, 300, 256);
    assertThat(bytes.decode(256, 300)).isEqualTo("ab<é>");

    String added = "\"added_tokens\": [{\"id\": 259, \"content\": \"<t>\", \"normalized\": %s}]";
    String spaces = changed(SPACES, "\"added_tokens\": []", added.formatted(false));
    assertThat(read(spaces).encode("a<t>a")).containsExactly(258, 259, 258);
    String respelled = changed(SPACES, "\"added_tokens\": []", added.formatted(true));
    assertThat(read(respelled).encode("a<t>")).doesNotContain(259);
    assertThat(read(respelled).decode(258, 259)).isEqualTo("a<t>");
  }

  @Test
  void aMarkOfAConversationIsSpecialWhetherItSaysSoOrNot() throws IOException {
    TextTokenizer tokenizer =
        read(
            changed(BYTES, "<end>", "<|im_end|>")
                .replace("\"special\": true", "\"special\": false"));
    assertThat(tokenizer.encode("<|im_end|>")).doesNotContain(300);
    assertThat(tokenizer.encodeWithSpecials("<|im_end|>")).containsExactly(300);
    assertThat(tokenizer.vocabulary().isEnd(300)).isTrue();
  }

  @Test
  void theTokensThatBeginAndEndATextAreThoseOfTheOtherFiles() throws IOException {
    TextTokenizer bare = read(BYTES);
    assertThat(bare.vocabulary().begin()).isEqualTo(-1);
    assertThat(bare.vocabulary().end()).isEqualTo(-1);

    Files.writeString(
        folder.resolve("config.json"), "{\"bos_token_id\": 5, \"eos_token_id\": [6, 7]}");
    Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": 8}");
    TextVocabulary numbered = read(BYTES).vocabulary();
    assertThat(numbered.begin()).isEqualTo(5);
    assertThat(numbered.end()).isEqualTo(8);

    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"bos_token\": \"a\", \"eos_token\": {\"content\": \"<end>\"}}");
    TextVocabulary named = read(BYTES).vocabulary();
    assertThat(named.begin()).isEqualTo('a');
    assertThat(named.end()).isEqualTo(300);
    assertThat(IntStream.range(0, 301).filter(named::isEnd)).containsExactly(6, 7, 8, 300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          config.json            | {"eos_token_id": 301}      | eos_token_id is 301, not a number below
          config.json            | {"bos_token_id": [1, -1]}  | bos_token_id[1] is -1, not a number
          generation_config.json | {"eos_token_id": "x"}      | eos_token_id is "x", not a number below
          tokenizer_config.json  | {"eos_token": "</s>"}      | '</s>', which the tokenizer does not have
          tokenizer_config.json  | {"bos_token": 7}           | bos_token is not a text
          tokenizer_config.json  | {"bos_token":              | not valid JSON
          """)
  void otherFilesThatNameNoTokenAreRefused(String file, String json, String problem)
      throws IOException {
    Files.writeString(folder.resolve(file), json);
    assertProblem(BYTES, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "BPE"                     | "Unigram"                 | is not BPE but "Unigram"; supported are byte-level BPE
          "merges"                  | "pairs"                   | is not BPE
          "dropout": null           | "dropout": 0.1            | model.dropout is not supported
          prefix": ""               | prefix": "##"             | model.continuing_subword_prefix is not
          suffix": null             | suffix": "</w>"           | model.end_of_word_suffix is not
          "add_prefix_space": false | "add_prefix_space": true  | pre_tokenizer is not supported
          "use_regex": true         | "use_regex": false        | pre_tokenizer is not supported
          "normalizer": null        | "normalizer": {"type": "Lowercase"} | normalizer is not supported
          "decoder": {"type": "ByteLevel"} | "decoder": {"type": "WordPiece"} | decoder is not supported
          "post_processor": null    | "post_processor": {"type": "BertProcessing"} | post_processor is not
          "post_processor": null    | "post_processor": {"type": "TemplateProcessing", "single": []} | leaves the text out
          "lstrip": false           | "lstrip": true            | added_tokens[0] sets lstrip
          "id": 300                 | "id": 257                 | gives the id 257 to
          "id": 300                 | "id": 999999999           | added_tokens[0].id is 999999999
          "<end>"                   | "abc"                     | gives 'abc' the id 300, and it has 257
          "abc": 257                | "abc": 2000000000         | model.vocab is 2000000000, not a number below
          "abc": 257                | "abc": -1                 | model.vocab is -1
          "abc": 257                | "abc": "x"                | model.vocab is "x"
          "abc": 257                | "abc": 256                | gives the id 256 to
          "z":                      | "zz":                     | there is no token for the byte 122
          ["ab", "c"]               | ["ab", "d"]               | merges[1] joins or makes 'abd'
          ["ab", "c"]               | ["ab"]                    | merges[1] is ["ab"], not a pair
          ["ab", "c"]               | "ab  c"                   | merges[1] is "ab  c", not a pair
          ["ab", "c"]               | ["a", "b"]                | model.merges has a pair twice
          ["ab", "c"]               | 7                         | merges[1] is not a text
          """)
  void whatWouldChangeIdsOfBytesIsRefused(String from, String to, String problem) {
    assertProblem(changed(BYTES, from, to), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "byte_fallback": true  | "byte_fallback": false | model.byte_fallback is not true
          "<0x41>"               | "<0x0041>"             | there is no token '<0x41>'
          "prepend": "▁"         | "prepend": "_"         | normalizer.normalizers[0] is not supported
          {"String": " "}        | {"Regex": " "}         | normalizer.normalizers[1] is not supported
          "pre_tokenizer": null  | "pre_tokenizer": {"type": "Metaspace", "replacement": "▁"} | normalizer is not supported
          "pre_tokenizer": null  | "pre_tokenizer": {"type": "Whitespace"} | supported are byte-level BPE
          {"type": "ByteFallback"}, | ``                  | decoder is not supported
          {"type": "Fuse"}       | {"type": "CTC"}        | decoder.decoders[2] is not supported
          "start": 1             | "start": 2             | decoder.decoders[3] is not supported
          """)
  void whatWouldChangeIdsOfWordsWithSpacesIsRefused(String from, String to, String problem) {
    assertProblem(changed(SPACES, from, to), problem);
  }

  @Test
  void aPatternOfAFileIsNeverRun() {
    String split =
        """
        {"type": "Sequence", "pretokenizers": [
          {"type": "Split", "pattern": {"Regex": "(a+)+b"}, "behavior": "Isolated", "invert": false},
          {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}]}
        """;
    String plain = "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"use_regex\": true}";
    assertProblem(changed(BYTES, plain, split), "pre_tokenizer.pretokenizers[0] is not supported");
  }

  @Test
  void whatIsNoTokenizerIsRefused() {
    assertProblem("", "is not BPE but missing");
    assertProblem("[1, 2]", "is not BPE but missing");
    assertProblem("{\"model\": ", "not valid JSON");
    assertProblem("{\"model\": {\"merges\": []}}", "model.vocab has no words");
    assertProblem("[".repeat(100_000), "not valid JSON");
  }

  @Test
  @Timeout(120)
  void aDamagedFileIsReadOrRefused() throws IOException {
    long seed = 20261130;
    System.out.println("damaged tokenizers: seed " + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 1_000; round++) {
      byte[] damaged = (random.nextBoolean() ? BYTES : SPACES).getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) (' ' + random.nextInt(95));
      }
      Files.write(folder.resolve("tokenizer.json"), damaged);
      try {
        TextTokenizer tokenizer = TextTokenizer.open(folder);
        assertThat(tokenizer.encode("abc é").length).isPositive();
      } catch (ModelFormatException e) {
        assertThat(e).hasMessageContaining("tokenizer.json: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 990);
  }
}
