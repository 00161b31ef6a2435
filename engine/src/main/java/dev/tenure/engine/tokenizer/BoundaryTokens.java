package dev.tenure.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which tokens begin and end a text, from the files beside a `tokenizer.json`. Immutable.
///
/// `tokenizer_config.json` names them by their words; `generation_config.json` and `config.json`
/// give numbers. All that are named end a text.
///
/// @param begin the token that begins a text, or -1 if there is none
/// @param ends the tokens that end one, the tokenizer's own first
record BoundaryTokens(int begin, List<Integer> ends) {
  private static final int NONE = -1;

  BoundaryTokens {
    ends = List.copyOf(ends);
  }

  /// Reads the files that are there.
  ///
  /// @param folder holds the files
  /// @param vocabulary the words that may be named
  static BoundaryTokens read(Path folder, BpeVocabulary vocabulary) throws IOException {
    JsonPart tokenizer = JsonPart.readIfPresent(folder.resolve("tokenizer_config.json"));
    JsonPart generation = JsonPart.readIfPresent(folder.resolve("generation_config.json"));
    JsonPart model = JsonPart.readIfPresent(folder.resolve("config.json"));

    List<Integer> begins = new ArrayList<>(word(tokenizer.get("bos_token"), vocabulary));
    begins.addAll(numbers(model.get("bos_token_id"), vocabulary));
    Set<Integer> ends = new LinkedHashSet<>(word(tokenizer.get("eos_token"), vocabulary));
    ends.addAll(numbers(generation.get("eos_token_id"), vocabulary));
    ends.addAll(numbers(model.get("eos_token_id"), vocabulary));
    return new BoundaryTokens(begins.isEmpty() ? NONE : begins.getFirst(), List.copyOf(ends));
  }

  /// Reads a word, which may stand in an object that says more about it.
  private static List<Integer> word(JsonPart part, BpeVocabulary vocabulary) {
    JsonPart word = part.node().isObject() ? part.get("content") : part;
    if (word.isAbsent()) {
      return List.of();
    }
    Token token = vocabulary.find(word.text());
    if (token == null) {
      throw word.problem("is '%s', which the tokenizer does not have".formatted(word.text()));
    }
    return List.of(token.id());
  }

  private static List<Integer> numbers(JsonPart part, BpeVocabulary vocabulary) {
    if (part.isAbsent()) {
      return List.of();
    }
    List<JsonPart> parts = part.node().isArray() ? part.elements() : List.of(part);
    int size = vocabulary.size();
    return parts.stream().map(number -> number.below(size)).toList();
  }
}
