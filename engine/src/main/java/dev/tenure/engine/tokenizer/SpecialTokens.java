package dev.tenure.engine.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds tokens such as `[SEP]` that are spelled out in a text, before any rule changes it.
///
/// Of several that begin at the same place the longest counts.
final class SpecialTokens {
  /// By their first character, the longest first.
  private final Map<Character, List<Token>> tokens;

  /// Creates a finder.
  ///
  /// @param tokens the tokens, none with an empty text
  SpecialTokens(List<Token> tokens) {
    this.tokens =
        tokens.stream()
            .sorted(Comparator.comparingInt((Token token) -> token.text().length()).reversed())
            .collect(Collectors.groupingBy(token -> token.text().charAt(0)));
  }

  /// Cuts a text around the special tokens in it.
  ///
  /// @return the parts in order, of which none is empty
  List<Part> split(String text) {
    List<Part> parts = new ArrayList<>();
    int plainStart = 0;
    int position = 0;
    while (position < text.length()) {
      Token special = at(text, position);
      if (special == null) {
        position++;
        continue;
      }
      addPlain(parts, text.substring(plainStart, position));
      parts.add(new Part.Special(special));
      position += special.text().length();
      plainStart = position;
    }
    addPlain(parts, text.substring(plainStart));
    return parts;
  }

  private @Nullable Token at(String text, int position) {
    for (Token token : tokens.getOrDefault(text.charAt(position), List.of())) {
      if (text.startsWith(token.text(), position)) {
        return token;
      }
    }
    return null;
  }

  private static void addPlain(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Part.Plain(text));
    }
  }

  /// A part of a text.
  sealed interface Part {
    /// Text to apply the rules to.
    record Plain(String text) implements Part {}

    /// A special token.
    record Special(Token token) implements Part {}
  }
}
