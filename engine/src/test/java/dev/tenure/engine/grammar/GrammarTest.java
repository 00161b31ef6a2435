package dev.tenure.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
  private static boolean matches(String gbnf, String text) {
    return Grammar.parse(gbnf).matches(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void alternativesRulesAndGroupsAreFollowed() {
    String gbnf =
        """
        # an answer
        root ::= ("yes" | no) "!"?
                 | "perhaps"   # or so
        no   ::= "no" | "nay"
        """;
    assertThat(matches(gbnf, "yes")).isTrue();
    assertThat(matches(gbnf, "nay!")).isTrue();
    assertThat(matches(gbnf, "perhaps")).isTrue();
    assertThat(matches(gbnf, "perhaps!")).isFalse();
    assertThat(matches(gbnf, "ye")).isFalse();
    assertThat(matches(gbnf, "")).isFalse();
  }

  @Test
  void repetitionsCount() {
    assertThat(matches("root ::= \"a\"* \"b\"", "aaab")).isTrue();
    assertThat(matches("root ::= \"a\"+ \"b\"", "b")).isFalse();
    assertThat(matches("root ::= \"ab\"{2}", "abab")).isTrue();
    assertThat(matches("root ::= \"ab\"{2}", "ab")).isFalse();
    assertThat(matches("root ::= [0-9]{1,3}", "1234")).isFalse();
    assertThat(matches("root ::= [0-9]{1,3}", "123")).isTrue();
    assertThat(matches("root ::= [0-9]{2,}", "1")).isFalse();
    assertThat(matches("root ::= [0-9]{2,}", "12345")).isTrue();
    assertThat(matches("root ::= (\"a\" | \"b\")* [c]", "abbac")).isTrue();
  }

  @Test
  void classesAreOfCharactersNotOfBytes() {
    assertThat(matches("root ::= [ä-ü]", "ö")).isTrue();
    assertThat(matches("root ::= [ä-ü]", "z")).isFalse();
    assertThat(matches("root ::= [^ä]", "ö")).isTrue();
    assertThat(matches("root ::= [^ä]", "ä")).isFalse();
    assertThat(matches("root ::= [^\\n]", "😀")).isTrue();
    assertThat(matches("root ::= .", "€")).isTrue();
    assertThat(matches("root ::= [\\u20AC\\x41-]", "-")).isTrue();
    assertThat(matches("root ::= \"\\u20AC\\\"\\\\\"", "€\"\\")).isTrue();
  }

  @Test
  void anyRangeOfCharactersIsSpelledExactly() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int a = character(random);
      int b = character(random);
      Grammar range =
          Grammar.parse("root ::= [\\U%08x-\\U%08x]".formatted(Math.min(a, b), Math.max(a, b)));
      for (int i = 0; i < 20; i++) {
        int c = i < 2 ? (i == 0 ? a : b) : character(random);
        byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        boolean inside = c >= Math.min(a, b) && c <= Math.max(a, b);
        assertThat(range.matches(bytes)).as("%x in %x, %x", c, a, b).isEqualTo(inside);
      }
    }
  }

  private static int character(Random random) {
    int c = random.nextInt(1 << (1 + random.nextInt(20)));
    return c >= 0xD800 && c < 0xE000 ? 'x' : c;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\": 1}",
        "{\"a\": [1, -2.5e+3, \"\\u00e4\\n\", true, null, {\"b\": []}]}",
        "{ \"ä€😀\":\"\" }"
      })
  void jsonObjectsAreAllowed(String json) {
    assertThat(Grammar.JSON.matches(json.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{\"a\"}", "{\"a\": 01}", "{\"a\": 1,}", "{'a': 1}", "{}x"})
  void whatIsNoJsonObjectIsNot(String json) {
    assertThat(Grammar.JSON.matches(json.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void deepNestingIsFollowedWithoutDeepCalls() {
    String open = "{\"a\":".repeat(20_000);
    GrammarState state = Grammar.JSON.start();
    for (byte value : open.getBytes(StandardCharsets.UTF_8)) {
      state = state.read(value);
    }
    assertThat(state.isDead()).isFalse();
    assertThat(state.equals(Grammar.JSON.start())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "other ::= \"a\"",
        "root ::= missing",
        "root ::= \"a",
        "root ::= (\"a\"",
        "root ::= [",
        "root ::= [b-a]",
        "root ::= []",
        "root ::= \"\\q\"",
        "root ::= \"a\"{2,1}",
        "root ::= \"a\"{9999999}",
        "root ::= root \"a\" | \"b\"",
        "root ::= (\"a\"?)*",
        "root ::= x\nx ::= y\ny ::= x",
        "root ::= \"a\" root",
        "root ::= \"a\" (x | \"b\" x)\nx ::= \"c\" root",
        "root ::= \"a\"\nroot ::= \"b\"",
        "root = \"a\"",
        "root ::= \"a\" )"
      })
  void whatIsNoGrammarIsRefused(String gbnf) {
    assertThatThrownBy(() -> Grammar.parse(gbnf)).isInstanceOf(GrammarException.class);
  }

  @Test
  void grammarsThatWouldFillTheStackOrTheHeapAreRefused() {
    assertThatThrownBy(() -> Grammar.parse("root ::= " + "(".repeat(100_000)))
        .hasMessageContaining("nested");
    assertThatThrownBy(() -> Grammar.parse("root ::= " + "[a]{0,1000} ".repeat(200)))
        .hasMessageContaining("unfolds");
  }
}
