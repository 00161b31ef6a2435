package dev.tenure.engine.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds special tokens such as `[SEP]` that are spelled out in a text, before any rule changes it.
///
/// Of several that begin at the same place the longest counts.
final class SpecialTokens {
  private final List<Token> longestFirst;

  SpecialTokens(List<Token> tokens) {
    this.longestFirst =
        tokens.stream()
            .sorted(Comparator.comparingInt((Token token) -> token.text().length()).reversed())
            .toList();
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
    for (Token token : longestFirst) {
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
