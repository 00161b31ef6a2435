package dev.tenure.engine.tokenizer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tokens and their ids. Immutable.
///
/// @param ids the id of every token
record Vocabulary(Map<String, Integer> ids) {
  Vocabulary {
    ids = Map.copyOf(ids);
  }

  /// Returns a token's entry.
  ///
  /// @return null if there is no such token
  @Nullable Token find(String text) {
    Integer id = ids.get(text);
    return id == null ? null : new Token(text, id);
  }

  /// Returns the number above every id.
  int size() {
    return ids.values().stream().mapToInt(id -> id + 1).max().orElse(0);
  }
}
