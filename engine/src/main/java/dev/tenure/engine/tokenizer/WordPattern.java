package dev.tenure.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a byte-level tokenizer cuts a text into words before it joins bytes.
///
/// The patterns are those of the models' `tokenizer.json`. `\s` means white space as Unicode
/// defines it.
enum WordPattern {
  /// GPT-2.
  GPT2(Patterns.GPT2),

  /// Llama 3: up to three digits together.
  LLAMA3(Patterns.modern("{1,3}")),

  /// Qwen 2 and 3: each digit by itself.
  QWEN2(Patterns.modern("")),

  /// SmolLM: each digit by itself, then as GPT-2.
  SMOLLM(Patterns.DIGIT, Patterns.GPT2);

  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list.
  private final List<String> texts;

  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of immutable patterns.
  private final List<Pattern> patterns;

  WordPattern(String... texts) {
    this.texts = List.of(texts);
    this.patterns = this.texts.stream().map(WordPattern::compile).toList();
  }

  /// The library that the patterns were written for folds the case of all letters, Java those of
  /// ASCII unless it is told otherwise.
  private static Pattern compile(String text) {
    return Pattern.compile(text.replace("(?i:", "(?iu:"), Pattern.UNICODE_CHARACTER_CLASS);
  }

  /// Finds a pattern by the name that GGUF files have for it.
  static WordPattern of(String name) {
    return switch (name) {
      case "default", "gpt-2" -> GPT2;
      case "llama3", "llama-v3", "llama-bpe" -> LLAMA3;
      case "qwen2" -> QWEN2;
      case "smollm" -> SMOLLM;
      default ->
          throw GgufVocabulary.problem(
              "tokenizer.ggml.pre '%s' is not supported; supported are gpt-2, llama-bpe, qwen2, smollm"
                  .formatted(name));
    };
  }

  /// Finds the way of cutting that a `tokenizer.json` spells out. Patterns out of a file are only
  /// compared and never run, since some take for ever.
  ///
  /// @param texts its patterns in the order in which they cut
  /// @return null if it is none of these
  static @Nullable WordPattern ofTexts(List<String> texts) {
    for (WordPattern pattern : values()) {
      if (pattern.texts.equals(texts)) {
        return pattern;
      }
    }
    return null;
  }

  List<String> split(String text) {
    List<String> words = List.of(text);
    for (Pattern pattern : patterns) {
      words = words.stream().flatMap(word -> split(pattern, word).stream()).toList();
    }
    return words;
  }

  /// Returns all matches, and what is between them.
  private static List<String> split(Pattern pattern, String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    int position = 0;
    while (matcher.find()) {
      add(words, text.substring(position, matcher.start()));
      add(words, matcher.group());
      position = matcher.end();
    }
    add(words, text.substring(position));
    return words;
  }

  private static void add(List<String> words, String word) {
    if (!word.isEmpty()) {
      words.add(word);
    }
  }

  /// The texts of the patterns, which an enum's constants cannot name before they exist.
  static final class Patterns {
    static final String DIGIT = "\\p{N}";

    static final String GPT2 =
        "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    static String modern(String digits) {
      return "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + digits
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }

    private Patterns() {}
  }
}
