package dev.tenure.engine.generate;

import dev.tenure.engine.grammar.GrammarState;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A state of a grammar, the tokens that are allowed there, and where those lead that came before.
///
/// The ways are a hash table with linear probing, so that following one that is known allocates
/// nothing. Not thread-safe.
final class GrammarPlace {
  /// Ways that are kept of one place: enough for the words that a grammar spells out; where any
  /// text may follow, such as in a string, all ways lead to a few places.
  private static final int MAX_WAYS = 4096;

  private static final int NO_TOKEN = -1;

  private final GrammarState state;
  private final BitSet allowed;
  private int[] tokens = new int[8];
  private @Nullable GrammarPlace[] places = new GrammarPlace[8];
  private int ways;

  /// @param allowed the tokens that may come next, not changed any more
  GrammarPlace(GrammarState state, BitSet allowed) {
    this.state = state;
    this.allowed = allowed;
    Arrays.fill(tokens, NO_TOKEN);
  }

  GrammarState state() {
    return state;
  }

  boolean allows(int token) {
    return allowed.get(token);
  }

  /// Returns where a token leads, or nothing if that is not known.
  @Nullable GrammarPlace after(int token) {
    return places[slot(token)];
  }

  /// Remembers where a token leads, unless there are too many ways.
  void leadsTo(int token, GrammarPlace place) {
    if (ways == MAX_WAYS) {
      return;
    }
    if (2 * ++ways > tokens.length) {
      grow();
    }
    put(token, place);
  }

  private void grow() {
    int[] oldTokens = tokens;
    @Nullable GrammarPlace[] oldPlaces = places;
    tokens = new int[2 * oldTokens.length];
    places = new GrammarPlace[tokens.length];
    Arrays.fill(tokens, NO_TOKEN);
    for (int i = 0; i < oldTokens.length; i++) {
      GrammarPlace place = oldPlaces[i];
      if (place != null) {
        put(oldTokens[i], place);
      }
    }
  }

  private void put(int token, GrammarPlace place) {
    int slot = slot(token);
    tokens[slot] = token;
    places[slot] = place;
  }

  /// Returns the slot of a token, or the free one where it would go.
  private int slot(int token) {
    int mask = tokens.length - 1;
    int slot = token & mask;
    while (tokens[slot] != token && tokens[slot] != NO_TOKEN) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
