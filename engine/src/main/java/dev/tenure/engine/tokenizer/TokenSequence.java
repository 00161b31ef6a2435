package dev.tenure.engine.tokenizer;

import java.util.List;

/// A text as a model reads it. Immutable.
public final class TokenSequence {
  private final List<Token> tokens;

  TokenSequence(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /// Returns the number of tokens.
  ///
  /// @return the number, those that frame the text included
  public int length() {
    return tokens.size();
  }

  /// Returns the ids.
  ///
  /// @return a new array
  public int[] ids() {
    return tokens.stream().mapToInt(Token::id).toArray();
  }

  /// Returns what the ids stand for.
  ///
  /// @return the tokens' texts, such as `[CLS]` or `##ing`
  public List<String> tokens() {
    return tokens.stream().map(Token::text).toList();
  }

  /// Returns the tokens' texts as a list.
  @Override
  public String toString() {
    return tokens().toString();
  }
}
