package dev.tenure.engine.generate;

import dev.tenure.engine.grammar.Grammar;
import dev.tenure.engine.grammar.GrammarState;
import dev.tenure.engine.tokenizer.TextTokenizer;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lets only tokens through that keep the text in a grammar, and the end only where it is complete.
///
/// It follows one text, so each request needs a filter of its own; one thread at a time. Which
/// tokens are allowed is found once for each state of the grammar and kept for the next time.
public final class GrammarFilter implements TokenFilter {
  /// States that are kept: many more than a text of JSON runs through.
  private static final int MAX_STATES = 256;

  private final TextTokenizer tokenizer;
  private final byte[][] words;
  private final TokenTrie trie;
  private final Map<GrammarState, BitSet> known = new LinkedHashMap<>();
  private GrammarState state;

  private GrammarFilter(TextTokenizer tokenizer, byte[][] words, Grammar grammar) {
    this.tokenizer = tokenizer;
    this.words = words;
    this.trie = new TokenTrie(words);
    this.state = grammar.start();
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
    BitSet allowed = known.get(state);
    if (allowed == null) {
      allowed = allowedNow();
      if (known.size() < MAX_STATES) {
        known.put(state, allowed);
      }
    }
    for (int id = 0; id < logits.length; id++) {
      if (!allowed.get(id)) {
        logits[id] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  private BitSet allowedNow() {
    BitSet allowed = trie.allowed(state);
    for (int id = 0; id < words.length; id++) {
      if (tokenizer.vocabulary().isEnd(id)) {
        allowed.set(id, state.isComplete());
      }
    }
    return allowed;
  }

  /// Follows the text by a token.
  ///
  /// @param id the token
  @Override
  public void accept(int id) {
    for (byte value : words[id]) {
      state = state.read(value);
    }
  }

  /// Tells whether the text so far is all of what the grammar asks for.
  ///
  /// @return whether it may end here
  public boolean isComplete() {
    return state.isComplete();
  }
}
