package dev.tenure.engine.tokenizer;

import java.util.BitSet;

/// Which words of a vocabulary are no ordinary ones, while it is read.
///
/// @param special the ids that stand for no text, and that no text becomes by itself
/// @param literal the ids of words that are tokens wherever they stand in a text
record WordKinds(BitSet special, BitSet literal) {
  WordKinds() {
    this(new BitSet(), new BitSet());
  }

  /// Adds a word that was not learned but added.
  ///
  /// Not all files say of the marks of a conversation that they are special; a text must not be
  /// able to spell one.
  ///
  /// @param control whether the file calls it special
  void add(int id, String word, boolean control) {
    boolean mark = word.startsWith("<|") && word.endsWith("|>");
    (control || mark ? special : literal).set(id);
  }
}
