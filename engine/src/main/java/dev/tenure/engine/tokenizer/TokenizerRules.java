package dev.tenure.engine.tokenizer;

/// What a `tokenizer.json` says.
///
/// @param normalizer what brings a text into the vocabulary's form
/// @param wordPiece what cuts words
/// @param special the tokens that may be spelled out in a text
/// @param frame the tokens around a text
/// @param maxLength how many tokens a sequence may have, frame included
record TokenizerRules(
    BertNormalizer normalizer,
    WordPiece wordPiece,
    SpecialTokens special,
    TextFrame frame,
    int maxLength) {}
