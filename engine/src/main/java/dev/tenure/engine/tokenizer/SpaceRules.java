package dev.tenure.engine.tokenizer;

import java.util.List;
import java.util.regex.Pattern;

/// How a tokenizer of SentencePiece spells the spaces of a text. Immutable.
///
/// @param prefix when a space is put before a text
/// @param splitsWords whether nothing is joined across the beginning of a word
/// @param stripsFirst whether the first space is dropped when ids become a text
record SpaceRules(Prefix prefix, boolean splitsWords, boolean stripsFirst) {
  /// What stands for a space.
  static final String SPACE = "\u2581";

  private static final Pattern BEFORE_SPACE = Pattern.compile("(?=" + SPACE + ")");

  /// When a space is put before a text.
  enum Prefix {
    /// Always, also after a special token.
    ALWAYS,
    /// Unless the text begins with one.
    UNLESS_SPACE,
    /// Only before what begins a text, and unless that begins with one.
    FIRST_UNLESS_SPACE,
    /// Never.
    NEVER
  }

  /// Returns the rules of a GGUF file.
  static SpaceRules withPrefix(boolean spaceFirst) {
    return new SpaceRules(spaceFirst ? Prefix.ALWAYS : Prefix.NEVER, false, spaceFirst);
  }

  /// Spells a text.
  ///
  /// @param first whether nothing stands before it
  /// @return the parts within which symbols are joined; nothing if the text is empty
  List<String> spell(String text, boolean first) {
    if (text.isEmpty()) {
      return List.of();
    }
    String spelled = text.replace(" ", SPACE);
    boolean bare = !spelled.startsWith(SPACE);
    boolean prefixed =
        switch (prefix) {
          case ALWAYS -> true;
          case UNLESS_SPACE -> bare;
          case FIRST_UNLESS_SPACE -> bare && first;
          case NEVER -> false;
        };
    String whole = prefixed ? SPACE + spelled : spelled;
    return splitsWords ? BEFORE_SPACE.splitAsStream(whole).toList() : List.of(whole);
  }
}
