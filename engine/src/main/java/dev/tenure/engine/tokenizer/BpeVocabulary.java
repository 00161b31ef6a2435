package dev.tenure.engine.tokenizer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the words of a decoder from a `tokenizer.json`: `model.vocab` and `added_tokens`.
///
/// Added tokens that the file calls special stand for no text, the others for what they spell. An
/// id that no word has, as models with a padded vocabulary have them, stands for no text.
final class BpeVocabulary {
  /// Four times the largest vocabularies; bounds what a single large id takes.
  private static final int MAX_WORDS = 1 << 20;

  private final Map<String, Integer> ids = new HashMap<>();
  private final WordKinds kinds = new WordKinds();
  private final boolean respelled;

  private BpeVocabulary(JsonPart root) {
    JsonPart vocabulary = root.get("model").get("vocab");
    for (Map.Entry<String, JsonNode> entry : vocabulary.node().properties()) {
      JsonPart id = new JsonPart(root.file(), vocabulary.place(), entry.getValue());
      ids.put(entry.getKey(), id.below(MAX_WORDS));
    }
    if (ids.isEmpty()) {
      throw vocabulary.problem("has no words");
    }
    this.respelled =
        root.get("normalizer").leaves("normalizers").stream()
            .anyMatch(part -> part.isOfType("Prepend") || part.isOfType("Replace"));
    root.get("added_tokens").elements().forEach(this::add);
  }

  /// Reads the words.
  ///
  /// @param root the file
  static BpeVocabulary read(JsonPart root) {
    return new BpeVocabulary(root);
  }

  private void add(JsonPart token) {
    for (String option : List.of("single_word", "lstrip", "rstrip")) {
      if (token.get(option).flag(false)) {
        throw token.problem("sets %s, which is not supported".formatted(option));
      }
    }
    String content = token.get("content").text();
    int id = token.get("id").below(MAX_WORDS);
    Integer known = ids.putIfAbsent(content, id);
    if (known != null && known != id) {
      throw token.problem("gives '%s' the id %d, and it has %d".formatted(content, id, known));
    }
    boolean special = token.get("special").flag(false);
    // Where spaces are respelled first, a word that wants to be found afterwards hardly ever is.
    if (special || !respelled || !token.get("normalized").flag(false)) {
      kinds.add(id, content, special);
    }
  }

  boolean has(String word) {
    return ids.containsKey(word);
  }

  /// Returns a word's entry.
  @Nullable Token find(String word) {
    Integer id = ids.get(word);
    return id == null ? null : new Token(word, id);
  }

  /// Returns the number above every id.
  int size() {
    int greatest = 0;
    for (int id : ids.values()) {
      greatest = Math.max(greatest, id);
    }
    return greatest + 1;
  }

  /// Returns the words with what goes with them.
  ///
  /// @param model where the words are, for messages
  TextVocabulary finish(JsonPart model, BoundaryTokens boundaries, TextFrame frame) {
    String[] words = new String[size()];
    Arrays.fill(words, "");
    BitSet taken = new BitSet();
    ids.forEach((word, id) -> {
      if (taken.get(id)) {
        throw model.problem("gives the id %d to '%s' and '%s'".formatted(id, words[id], word));
      }
      taken.set(id);
      words[id] = word;
    });
    for (int id = taken.nextClearBit(0); id < words.length; id = taken.nextClearBit(id + 1)) {
      kinds.special().set(id);
    }
    return new TextVocabulary(
        model.file(), List.of(words), kinds, boundaries.begin(), boundaries.ends(), frame);
  }
}
