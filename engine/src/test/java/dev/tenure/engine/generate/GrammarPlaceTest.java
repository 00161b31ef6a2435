package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.grammar.Grammar;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class GrammarPlaceTest {
  private static GrammarPlace place(int... allowed) {
    BitSet tokens = new BitSet();
    for (int token : allowed) {
      tokens.set(token);
    }
    return new GrammarPlace(Grammar.parse("root ::= \"a\"").start(), tokens);
  }

  @Test
  void itAllowsWhatItWasGiven() {
    GrammarPlace place = place(0, 7);
    assertThat(place.allows(0)).isTrue();
    assertThat(place.allows(7)).isTrue();
    assertThat(place.allows(1)).isFalse();
    assertThat(place.allows(1_000)).isFalse();
  }

  @Test
  void waysOfAnyTokensAreFoundAgainAndOthersAreNot() {
    GrammarPlace from = place();
    GrammarPlace even = place();
    GrammarPlace odd = place();
    for (int token = 0; token < 3_000; token++) {
      assertThat(from.after(64 * token)).isNull();
      from.leadsTo(64 * token, token % 2 == 0 ? even : odd); // the same slot for many
    }
    for (int token = 0; token < 3_000; token++) {
      assertThat(from.after(64 * token)).isSameAs(token % 2 == 0 ? even : odd);
      assertThat(from.after(64 * token + 1)).isNull();
    }
  }

  @Test
  void thereIsALimitToWhatIsKept() {
    GrammarPlace from = place();
    GrammarPlace to = place();
    for (int token = 0; token < 10_000; token++) {
      from.leadsTo(token, to);
    }
    assertThat(from.after(0)).isSameAs(to);
    assertThat(from.after(9_999)).isNull();
  }
}
