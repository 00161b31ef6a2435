package dev.tenure.engine.tokenizer;

import dev.tenure.engine.json.UntrustedJson;
import dev.tenure.engine.weights.ModelFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads the rules of a WordPiece tokenizer from a `tokenizer.json`.
///
/// What the file asks for and this package cannot do is refused rather than left out, since it
/// would change ids silently; only its padding is ignored.
final class TokenizerFile {
  private final String name;
  private final JsonNode root;

  private TokenizerFile(String name, JsonNode root) {
    this.name = name;
    this.root = root;
  }

  /// Reads a file.
  ///
  /// @param json its contents
  /// @param name what messages call it
  /// @throws ModelFormatException if it is no `tokenizer.json`, or one of another kind of tokenizer
  static TokenizerRules read(byte[] json, String name) {
    try {
      return new TokenizerFile(name, UntrustedJson.parse(json)).rules();
    } catch (JacksonException e) {
      throw new ModelFormatException(name, "not valid JSON: " + e.getMessage(), e);
    }
  }

  private TokenizerRules rules() {
    requireType("model", "WordPiece");
    requireType("normalizer", "BertNormalizer");
    requireType("pre_tokenizer", "BertPreTokenizer");
    requireType("post_processor", "TemplateProcessing");
    Vocabulary vocabulary = vocabulary();
    Frame frame = frame(vocabulary);
    return new TokenizerRules(
        normalizer(),
        wordPiece(vocabulary),
        specialTokens(vocabulary),
        frame.before,
        frame.after,
        maxLength(frame));
  }

  private void requireType(String part, String type) {
    JsonNode found = root.path(part).path("type");
    if (!found.isString() || !found.stringValue().equals(type)) {
      throw problem(
          "%s.type is %s, not \"%s\": not the tokenizer of a BERT model"
              .formatted(part, found.isMissingNode() ? "missing" : found, type));
    }
  }

  private BertNormalizer normalizer() {
    JsonNode rules = root.path("normalizer");
    boolean lowercase = flag(rules, "normalizer", "lowercase");
    // Unset, it follows lowercase, as in the original BERT.
    boolean stripAccents =
        rules.hasNonNull("strip_accents") ? flag(rules, "normalizer", "strip_accents") : lowercase;
    return new BertNormalizer(
        flag(rules, "normalizer", "clean_text"),
        flag(rules, "normalizer", "handle_chinese_chars"),
        stripAccents,
        lowercase);
  }

  private Vocabulary vocabulary() {
    JsonNode entries = root.path("model").path("vocab");
    Map<String, Integer> ids = new HashMap<>();
    boolean[] taken = new boolean[entries.size()];
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      JsonNode id = entry.getValue();
      if (!id.isInt() || id.intValue() < 0 || id.intValue() >= taken.length) {
        throw problem(
            "model.vocab gives '%s' the id %s, of %d".formatted(entry.getKey(), id, taken.length));
      }
      if (taken[id.intValue()]) {
        throw problem("model.vocab gives the id %s twice".formatted(id));
      }
      taken[id.intValue()] = true;
      ids.put(entry.getKey(), id.intValue());
    }
    return new Vocabulary(ids);
  }

  private WordPiece wordPiece(Vocabulary vocabulary) {
    JsonNode model = root.path("model");
    return new WordPiece(
        vocabulary,
        token(vocabulary, text(model, "model", "unk_token"), "model.unk_token"),
        text(model, "model", "continuing_subword_prefix"),
        positive(model, "model", "max_input_chars_per_word"));
  }

  private SpecialTokens specialTokens(Vocabulary vocabulary) {
    List<Token> tokens = new ArrayList<>();
    for (JsonNode added : root.path("added_tokens")) {
      String content = text(added, "added_tokens", "content");
      for (String option : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        if (flag(added, "added_tokens", option)) {
          throw problem(
              "added_tokens: '%s' sets %s, which is not supported".formatted(content, option));
        }
      }
      if (!content.isEmpty()) {
        tokens.add(token(vocabulary, content, "added_tokens"));
      }
    }
    return new SpecialTokens(tokens);
  }

  /// Reads what `post_processor.single` puts around the sequence that it calls A.
  private Frame frame(Vocabulary vocabulary) {
    List<Token> before = new ArrayList<>();
    List<Token> after = new ArrayList<>();
    boolean textSeen = false;
    for (JsonNode part : root.path("post_processor").path("single")) {
      if (part.has("Sequence") && !textSeen) {
        textSeen = true;
      } else if (part.has("SpecialToken")) {
        String content = text(part.path("SpecialToken"), "post_processor.single", "id");
        (textSeen ? after : before).add(token(vocabulary, content, "post_processor.single"));
      } else {
        throw problem("post_processor.single has a part that is not supported: " + part);
      }
    }
    if (!textSeen) {
      throw problem("post_processor.single leaves the text out");
    }
    return new Frame(before, after);
  }

  private int maxLength(Frame frame) {
    JsonNode truncation = root.path("truncation");
    if (truncation.isNull() || truncation.isMissingNode()) {
      return Integer.MAX_VALUE;
    }
    if (!text(truncation, "truncation", "direction").equals("Right")) {
      throw problem("truncation.direction is not \"Right\", which is not supported");
    }
    int length = positive(truncation, "truncation", "max_length");
    if (length < frame.before.size() + frame.after.size()) {
      throw problem("truncation.max_length has no room for the special tokens: " + length);
    }
    return length;
  }

  private Token token(Vocabulary vocabulary, String content, String where) {
    Token token = vocabulary.find(content);
    if (token == null) {
      throw problem("%s: '%s' is not in model.vocab".formatted(where, content));
    }
    return token;
  }

  private String text(JsonNode parent, String where, String field) {
    JsonNode value = parent.path(field);
    if (!value.isString()) {
      throw problem("%s.%s is not a text".formatted(where, field));
    }
    return value.stringValue();
  }

  private boolean flag(JsonNode parent, String where, String field) {
    JsonNode value = parent.path(field);
    if (!value.isBoolean()) {
      throw problem("%s.%s is not true or false".formatted(where, field));
    }
    return value.booleanValue();
  }

  private int positive(JsonNode parent, String where, String field) {
    JsonNode value = parent.path(field);
    if (!value.isInt() || value.intValue() <= 0) {
      throw problem("%s.%s is not a positive number".formatted(where, field));
    }
    return value.intValue();
  }

  private ModelFormatException problem(String problem) {
    return new ModelFormatException(name, problem);
  }

  private record Frame(List<Token> before, List<Token> after) {}
}
