package dev.tenure.engine.generate;

import dev.tenure.engine.grammar.GrammarState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The tokens of a vocabulary by their bytes, so that tokens with the same beginning are tried
/// together.
final class TokenTrie {
  private final Node root = new Node();

  TokenTrie(byte[][] words) {
    for (int id = 0; id < words.length; id++) {
      if (words[id].length > 0) {
        root.add(words[id], id);
      }
    }
  }

  /// Returns the tokens that may come in a state.
  BitSet allowed(GrammarState state) {
    BitSet allowed = new BitSet();
    root.collect(state, allowed);
    return allowed;
  }

  /// The tokens that begin with some bytes.
  private static final class Node {
    private final List<Integer> ids = new ArrayList<>(1);
    private byte[] values = new byte[0];
    private Node[] children = new Node[0];

    void add(byte[] word, int id) {
      Node node = this;
      for (int i = 0; i < word.length; i++) {
        node = node.child(word[i]);
      }
      node.ids.add(id);
    }

    private Node child(byte value) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] == value) {
          return children[i];
        }
      }
      values = Arrays.copyOf(values, values.length + 1);
      children = Arrays.copyOf(children, children.length + 1);
      values[values.length - 1] = value;
      Node child = new Node();
      children[children.length - 1] = child;
      return child;
    }

    /// Tokens are at most some hundred bytes long, and so deep this goes.
    void collect(GrammarState state, BitSet allowed) {
      ids.forEach(allowed::set);
      for (int i = 0; i < values.length; i++) {
        GrammarState next = state.read(values[i]);
        if (!next.isDead()) {
          children[i].collect(next, allowed);
        }
      }
    }
  }
}
