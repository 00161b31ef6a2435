package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.ModelFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads the rules of a WordPiece tokenizer from a `tokenizer.json`.
///
/// What the file asks for and this package cannot do is refused rather than left out, since it
/// would change ids silently; only its padding is ignored.
final class TokenizerFile {
  private final JsonPart root;

  private TokenizerFile(JsonPart root) {
    this.root = root;
  }

  /// Reads a file.
  ///
  /// @param json its contents
  /// @param name what messages call it
  /// @throws ModelFormatException if it is no `tokenizer.json`, or one of another kind of tokenizer
  static TokenizerRules read(byte[] json, String name) {
    return new TokenizerFile(JsonPart.parse(json, name)).rules();
  }

  private TokenizerRules rules() {
    requireType("model", "WordPiece");
    requireType("normalizer", "BertNormalizer");
    requireType("pre_tokenizer", "BertPreTokenizer");
    requireType("post_processor", "TemplateProcessing");
    Vocabulary vocabulary = vocabulary();
    TextFrame frame = TextFrame.of(root.get("post_processor").get("single"), vocabulary::find);
    return new TokenizerRules(
        normalizer(), wordPiece(vocabulary), specialTokens(vocabulary), frame, maxLength(frame));
  }

  private void requireType(String part, String type) {
    JsonPart found = root.get(part).get("type");
    if (!found.is(type)) {
      throw found.problem(
          "is %s, not \"%s\": not the tokenizer of a BERT model".formatted(found.describe(), type));
    }
  }

  private BertNormalizer normalizer() {
    JsonPart rules = root.get("normalizer");
    boolean lowercase = rules.get("lowercase").flag();
    return new BertNormalizer(
        rules.get("clean_text").flag(),
        rules.get("handle_chinese_chars").flag(),
        // Unset, it follows lowercase, as in the original BERT.
        rules.get("strip_accents").flag(lowercase),
        lowercase);
  }

  private Vocabulary vocabulary() {
    JsonPart vocabulary = root.get("model").get("vocab");
    Map<String, Integer> ids = new HashMap<>();
    boolean[] taken = new boolean[vocabulary.node().size()];
    for (Map.Entry<String, JsonNode> entry : vocabulary.node().properties()) {
      JsonNode id = entry.getValue();
      if (!id.isInt() || id.intValue() < 0 || id.intValue() >= taken.length) {
        throw vocabulary.problem(
            "gives '%s' the id %s, of %d".formatted(entry.getKey(), id, taken.length));
      }
      if (taken[id.intValue()]) {
        throw vocabulary.problem("gives the id %s twice".formatted(id));
      }
      taken[id.intValue()] = true;
      ids.put(entry.getKey(), id.intValue());
    }
    return new Vocabulary(ids);
  }

  private WordPiece wordPiece(Vocabulary vocabulary) {
    JsonPart model = root.get("model");
    return new WordPiece(
        vocabulary,
        token(vocabulary, model.get("unk_token")),
        model.get("continuing_subword_prefix").text(),
        model.get("max_input_chars_per_word").positive());
  }

  private SpecialTokens specialTokens(Vocabulary vocabulary) {
    List<Token> tokens = new ArrayList<>();
    for (JsonPart added : root.get("added_tokens").elements()) {
      for (String option : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        if (added.get(option).flag()) {
          throw added.problem("sets %s, which is not supported".formatted(option));
        }
      }
      if (!added.get("content").text().isEmpty()) {
        tokens.add(token(vocabulary, added.get("content")));
      }
    }
    return new SpecialTokens(tokens);
  }

  private int maxLength(TextFrame frame) {
    JsonPart truncation = root.get("truncation");
    if (truncation.isAbsent()) {
      return Integer.MAX_VALUE;
    }
    if (!truncation.get("direction").is("Right")) {
      throw truncation.get("direction").problem("is not \"Right\", which is not supported");
    }
    JsonPart length = truncation.get("max_length");
    if (length.positive() < frame.length()) {
      throw length.problem("has no room for the special tokens: " + length.positive());
    }
    return length.positive();
  }

  private static Token token(Vocabulary vocabulary, JsonPart content) {
    Token token = vocabulary.find(content.text());
    if (token == null) {
      throw content.problem("is '%s', which is not in model.vocab".formatted(content.text()));
    }
    return token;
  }
}
