package dev.tenure.engine.tokenizer;

import java.text.Normalizer;

/// Brings a text into the form that a BERT vocabulary was made from.
///
/// The steps and their order are those of
/// [BertNormalizer](https://huggingface.co/docs/tokenizers/api/normalizers#tokenizers.normalizers.BertNormalizer).
///
/// @param cleanText whether to remove control characters, and to turn every kind of white space
///   into a space
/// @param handleChineseChars whether to put spaces around ideographs
/// @param stripAccents whether to decompose characters and drop the accents
/// @param lowercase whether to turn letters into lower case
record BertNormalizer(
    boolean cleanText, boolean handleChineseChars, boolean stripAccents, boolean lowercase) {

  /// The one character whose lower case is two: capital I with a dot.
  private static final int CAPITAL_I_WITH_DOT = 0x130;

  String normalize(String text) {
    String result = text;
    if (cleanText) {
      result = clean(result);
    }
    if (handleChineseChars) {
      result = separateIdeographs(result);
    }
    if (stripAccents) {
      result = withoutAccents(result);
    }
    return lowercase ? toLowerCase(result) : result;
  }

  private static String clean(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !CharacterClasses.isRemoved(c))
        .map(c -> CharacterClasses.isWhitespace(c) ? ' ' : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  private static String separateIdeographs(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (CharacterClasses.isChinese(c)) {
            result.append(' ').appendCodePoint(c).append(' ');
          } else {
            result.appendCodePoint(c);
          }
        });
    return result.toString();
  }

  private static String withoutAccents(String text) {
    StringBuilder result = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> !CharacterClasses.isNonSpacingMark(c))
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /// Letter by letter: unlike [String#toLowerCase()], which writes a final sigma as `ς`.
  private static String toLowerCase(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == CAPITAL_I_WITH_DOT) {
            result.append("i\u0307");
          } else {
            result.appendCodePoint(Character.toLowerCase(c));
          }
        });
    return result.toString();
  }
}
