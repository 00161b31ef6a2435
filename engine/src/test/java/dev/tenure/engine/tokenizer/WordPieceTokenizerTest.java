package dev.tenure.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tokenizer of all-MiniLM-L6-v2 against what the tokenizers library 0.23.2 gives for it.
class WordPieceTokenizerTest {
  private static WordPieceTokenizer tokenizer;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file =
        ClassLoader.getSystemResourceAsStream("all-minilm-l6-v2-tokenizer.json")) {
      assertThat(file).isNotNull();
      tokenizer = WordPieceTokenizer.read(file, "all-minilm-l6-v2-tokenizer.json");
    }
  }

  private static String joined(int[] ids) {
    return Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  static Stream<Arguments> reference() {
    return Stream.of(
        arguments("", "101 102", "[CLS] [SEP]"),
        arguments("   \t\n", "101 102", "[CLS] [SEP]"),
        arguments("Hello, World!", "101 7592 1010 2088 999 102", "[CLS] hello , world ! [SEP]"),
        arguments(
            "H\u00e9llo W\u00f6rld \u00c0\u00c9 na\u00efve caf\u00e9",
            "101 7592 2088 29347 15743 7668 102",
            "[CLS] hello world ae naive cafe [SEP]"),
        arguments("unaffable", "101 14477 20961 3468 102", "[CLS] una ##ffa ##ble [SEP]"),
        arguments(
            "\u4f60\u597d world\u4e2d",
            "101 100 100 2088 1746 102",
            "[CLS] [UNK] [UNK] world \u4e2d [SEP]"),
        arguments(
            "don't e-mail me@x.com!!",
            "101 2123 1005 1056 1041 1011 5653 2033 1030 1060 1012 4012 999 999 102",
            "[CLS] don ' t e - mail me @ x . com ! ! [SEP]"),
        arguments("a\u0000b\ufffdc\u200dd\u0007e", "101 5925 3207 102", "[CLS] abc ##de [SEP]"),
        arguments(
            "tab\tnew\nline\u00a0nbsp\u3000wide\u2028x",
            "101 21628 2047 2240 1050 5910 2361 2898 1060 102",
            "[CLS] tab new line n ##bs ##p wide x [SEP]"),
        arguments(
            "[SEP] and [CLS]x[MASK] [sep] [UNK]",
            "101 102 1998 101 1060 103 1031 19802 1033 100 102",
            "[CLS] [SEP] and [CLS] x [MASK] [ sep ] [UNK] [SEP]"),
        arguments(
            "\u0130stanbul \u03a3\u0391\u03a3 Stra\u00dfe",
            "101 9960 1173 14608 29733 2358 27807 102",
            "[CLS] istanbul \u03c3 ##\u03b1 ##\u03c3 st ##ra\u00dfe [SEP]"),
        arguments(
            "\ud83d\ude00 smile \ud83d\udc4d",
            "101 100 2868 100 102",
            "[CLS] [UNK] smile [UNK] [SEP]"),
        arguments(
            "Donaudampfschifffahrtsgesellschaft 1234567.89",
            "101 24260 14066 8737 10343 5428 4246 7011 8093 3215 8449 5349 26527 13138 19961 2575"
                + " 2581 1012 6486 102",
            "[CLS] dona ##uda ##mp ##fs ##chi ##ff ##fa ##hr ##ts ##ges ##ell ##schaft 123 ##45 ##6"
                + " ##7 . 89 [SEP]"),
        arguments(
            "zzqqxj \u1e9e \ufb01sh",
            "101 1062 2480 4160 4160 2595 3501 1096 1984 4095 102",
            "[CLS] z ##z ##q ##q ##x ##j \u00df \ufb01 ##sh [SEP]"),
        arguments(
            "\u201cquoted\u201d \u2014 dash\u2026",
            "101 1523 9339 1524 1517 11454 1529 102",
            "[CLS] \u201c quoted \u201d \u2014 dash \u2026 [SEP]"),
        arguments(
            "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0645\u0631\u062d\u0628\u0627",
            "101 100 1295 17149 29820 29816 25573 102",
            "[CLS] [UNK] \u0645 ##\u0631 ##\u062d ##\u0628 ##\u0627 [SEP]"),
        arguments(
            "$5+5=10 <tag> ^~`|",
            "101 1002 1019 1009 1019 1027 2184 1026 6415 1028 1034 1066 1036 1064 102",
            "[CLS] $ 5 + 5 = 10 < tag > ^ ~ ` | [SEP]"),
        arguments(
            "\uac00\ub098\ub2e4 \u65e5\u672c\u8a9e\u30ab\u30bf\u30ab\u30ca",
            "101 1455 30006 29992 30006 29993 30006 1864 1876 1950 1700 30235 30226 30241 102",
            "[CLS] \u1100 ##\u1161 ##\u1102 ##\u1161 ##\u1103 ##\u1161 \u65e5 \u672c \u8a9e \u30ab"
                + " ##\u30bf ##\u30ab ##\u30ca [SEP]"),
        arguments("no\u0308el", "101 10716 102", "[CLS] noel [SEP]"),
        arguments("[ SEP ] [PAD]", "101 1031 19802 1033 0 102", "[CLS] [ sep ] [PAD] [SEP]"));
  }

  @ParameterizedTest
  @MethodSource("reference")
  void ids_and_tokens_are_those_of_the_reference(String text, String ids, String tokens) {
    TokenSequence sequence = tokenizer.encode(text);
    assertThat(joined(sequence.ids())).isEqualTo(ids);
    assertThat(String.join(" ", sequence.tokens())).isEqualTo(tokens);
  }

  @Test
  void ids_and_tokens_are_those_of_the_golden_values() {
    // Beside the repository; tests run in the module's directory.
    Path golden =
        Path.of("../../shared/models/golden/all-minilm-l6-v2.json").toAbsolutePath().normalize();
    assumeTrue(Files.exists(golden), () -> "skipped: there are no golden values at " + golden);
    JsonNode sentences = new JsonMapper().readTree(golden).path("sentences");
    assertThat(sentences).isNotEmpty();
    for (JsonNode sentence : sentences) {
      TokenSequence sequence = tokenizer.encode(sentence.path("text").stringValue());
      assertThat(sequence.ids())
          .containsExactly(
              sentence.path("ids").valueStream().mapToInt(JsonNode::intValue).toArray());
      assertThat(sequence.tokens())
          .isEqualTo(sentence.path("tokens").valueStream().map(JsonNode::stringValue).toList());
    }
  }

  @Test
  void a_word_of_a_hundred_characters_is_cut_and_a_longer_one_is_unknown() {
    assertThat(tokenizer.encode("x".repeat(100)).length()).isEqualTo(52);
    assertThat(tokenizer.encode("x".repeat(101)).tokens())
        .containsExactly("[CLS]", "[UNK]", "[SEP]");
  }

  @Test
  void the_length_of_a_word_is_counted_in_code_points() {
    assertThat(tokenizer.encode("\ud835\udc31".repeat(60)).tokens())
        .containsExactly("[CLS]", "[UNK]", "[SEP]");
  }

  @Test
  void half_a_surrogate_pair_is_dropped() {
    assertThat(tokenizer.encode("hel\ud83dlo").tokens()).containsExactly("[CLS]", "hello", "[SEP]");
  }

  @Test
  void a_long_text_loses_its_end_and_keeps_its_frame() {
    TokenSequence sequence = tokenizer.encode("word ".repeat(600));
    assertThat(sequence.length()).isEqualTo(128).isEqualTo(tokenizer.maxLength());
    assertThat(sequence.tokens()).startsWith("[CLS]", "word").endsWith("word", "[SEP]");
  }

  @Test
  void a_word_that_does_not_fit_whole_is_cut_off_inside() {
    WordPieceTokenizer three = tokenizer.limitedTo(4);
    assertThat(three.encode("unaffable").tokens())
        .containsExactly("[CLS]", "una", "##ffa", "[SEP]");
    assertThat(three.encode("[MASK][MASK][MASK]").tokens())
        .containsExactly("[CLS]", "[MASK]", "[MASK]", "[SEP]");
  }

  @Test
  void a_limit_only_ever_lowers_the_one_of_the_file() {
    assertThat(tokenizer.limitedTo(512).maxLength()).isEqualTo(128);
    assertThat(tokenizer.limitedTo(2).encode("hello").tokens()).containsExactly("[CLS]", "[SEP]");
    assertThatThrownBy(() -> tokenizer.limitedTo(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no room");
  }

  @Test
  void the_vocabulary_is_counted() {
    assertThat(tokenizer.vocabularySize()).isEqualTo(30_522);
  }
}
