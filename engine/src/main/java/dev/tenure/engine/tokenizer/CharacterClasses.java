package dev.tenure.engine.tokenizer;

/// The classes of code points that BERT's rules speak of.
///
/// From [the tokenizer of the original
/// BERT](https://github.com/google-research/bert/blob/master/tokenization.py), with the one range
/// that the tokenizers library has otherwise (see [#isChinese]).
final class CharacterClasses {
  private CharacterClasses() {}

  /// Tells whether a code point separates words.
  static boolean isWhitespace(int codePoint) {
    return Character.isSpaceChar(codePoint)
        || (codePoint >= '\t' && codePoint <= '\r')
        || codePoint == 0x85;
  }

  /// Tells whether a code point is removed from a text: a control or format character, a private
  /// one, half of a surrogate pair, or the sign of an earlier decoding error.
  static boolean isRemoved(int codePoint) {
    if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
      return false;
    }
    return codePoint == 0xFFFD
        || switch (Character.getType(codePoint)) {
          case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE ->
              true;
          default -> false;
        };
  }

  /// Tells whether a code point is an ideograph, which is a word of its own.
  ///
  /// The tokenizers library begins one range at U+2B920, the original at U+2B820; the former is
  /// what exported models were made with.
  static boolean isChinese(int codePoint) {
    return inRange(codePoint, 0x4E00, 0x9FFF)
        || inRange(codePoint, 0x3400, 0x4DBF)
        || inRange(codePoint, 0x20000, 0x2A6DF)
        || inRange(codePoint, 0x2A700, 0x2B73F)
        || inRange(codePoint, 0x2B740, 0x2B81F)
        || inRange(codePoint, 0x2B920, 0x2CEAF)
        || inRange(codePoint, 0xF900, 0xFAFF)
        || inRange(codePoint, 0x2F800, 0x2FA1F);
  }

  /// Tells whether a code point is a mark without a width of its own, such as a combining accent.
  static boolean isNonSpacingMark(int codePoint) {
    return Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }

  /// Tells whether a code point is a word of its own: punctuation, or any sign of ASCII that is
  /// neither a letter nor a digit, such as `$`.
  static boolean isPunctuation(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint > ' ' && codePoint < 0x7F && !Character.isLetterOrDigit(codePoint);
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean inRange(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
