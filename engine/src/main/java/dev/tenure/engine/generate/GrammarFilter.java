package dev.tenure.engine.generate;

import dev.tenure.engine.grammar.Grammar;
import dev.tenure.engine.grammar.GrammarState;
import dev.tenure.engine.tokenizer.TextTokenizer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Lets only tokens through that keep the text in a grammar, and the end only where it is complete.
///
/// It follows one text at a time, so requests that run together need a filter each; for the next
/// text it can be [restarted][#restart]. One thread at a time. Which tokens are allowed is found
/// once for each state of the grammar, and where a token leads once for each state and token: what
/// came before allocates nothing when it comes again.
public final class GrammarFilter implements TokenFilter {
  /// States that are kept: many more than a text of JSON runs through.
  private static final int MAX_PLACES = 256;

  private final TextTokenizer tokenizer;
  private final byte[][] words;
  private final TokenTrie trie;
  private final Map<GrammarState, GrammarPlace> known = new HashMap<>();
  private final GrammarPlace start;
  private GrammarPlace place;

  private GrammarFilter(TextTokenizer tokenizer, byte[][] words, Grammar grammar) {
    this.tokenizer = tokenizer;
    this.words = words;
    this.trie = new TokenTrie(words);
    this.start = placeOf(grammar.start());
    this.place = start;
  }

  /// Creates a filter at the beginning of a text.
  ///
  /// @param tokenizer the model's own
  /// @param grammar what the generated text must be
  /// @return a filter for one request
  public static GrammarFilter of(TextTokenizer tokenizer, Grammar grammar) {
    byte[][] words = new byte[tokenizer.vocabulary().size()][];
    for (int id = 0; id < words.length; id++) {
      words[id] = tokenizer.vocabulary().isSpecial(id) ? new byte[0] : tokenizer.bytes(id);
    }
    return new GrammarFilter(tokenizer, words, grammar);
  }

  @Override
  public void apply(float[] logits) {
    for (int id = 0; id < logits.length; id++) {
      if (!place.allows(id)) {
        logits[id] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  /// Follows the text by a token.
  ///
  /// @param id the token
  @Override
  public void accept(int id) {
    GrammarPlace next = place.after(id);
    place = next == null ? findAfter(id) : next;
  }

  private GrammarPlace findAfter(int id) {
    GrammarState state = place.state();
    for (byte value : words[id]) {
      state = state.read(value);
    }
    GrammarPlace next = placeOf(state);
    if (known.containsKey(state)) { // or places that are not kept would be, one by the other
      place.leadsTo(id, next);
    }
    return next;
  }

  private GrammarPlace placeOf(GrammarState state) {
    GrammarPlace found = known.get(state);
    if (found == null) {
      found = new GrammarPlace(state, allowedIn(state));
      if (known.size() < MAX_PLACES) {
        known.put(state, found);
      }
    }
    return found;
  }

  private BitSet allowedIn(GrammarState state) {
    BitSet allowed = trie.allowed(state);
    for (int id = 0; id < words.length; id++) {
      if (tokenizer.vocabulary().isEnd(id)) {
        allowed.set(id, state.isComplete());
      }
    }
    return allowed;
  }

  /// Goes back to the beginning, for another text. What was found of the grammar stays known.
  public void restart() {
    place = start;
  }

  /// Tells whether the text so far is all of what the grammar asks for.
  ///
  /// @return whether it may end here
  public boolean isComplete() {
    return place.state().isComplete();
  }
}
