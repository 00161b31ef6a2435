package dev.tenure.engine.tokenizer;

import java.util.List;

/// What a `tokenizer.json` says.
///
/// @param normalizer what brings a text into the vocabulary's form
/// @param wordPiece what cuts words
/// @param special the tokens that may be spelled out in a text
/// @param before the tokens in front of a text
/// @param after the tokens behind a text
/// @param maxLength how many tokens a sequence may have, frame included
record TokenizerRules(
    BertNormalizer normalizer,
    WordPiece wordPiece,
    SpecialTokens special,
    List<Token> before,
    List<Token> after,
    int maxLength) {
  TokenizerRules {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  int frameLength() {
    return before.size() + after.size();
  }
}
