package dev.tenure.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a byte-level tokenizer cuts a text into words before it joins bytes.
///
/// The patterns are those of the models' `tokenizer.json`. `\s` means white space as Unicode
/// defines it.
enum WordPattern {
  /// GPT-2.
  GPT2(List.of(Patterns.GPT2), false),

  /// Llama 3: up to three digits together.
  LLAMA3(List.of(Patterns.modern("{1,3}")), true),

  /// Qwen 2 and 3: each digit by itself.
  QWEN2(List.of(Patterns.modern("")), false),

  /// SmolLM: each digit by itself, then as GPT-2.
  SMOLLM(List.of("\\p{N}", Patterns.GPT2), false);

  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of immutable patterns.
  private final List<Pattern> patterns;

  private final boolean wholeWords;

  WordPattern(List<String> patterns, boolean wholeWords) {
    this.patterns =
        patterns.stream()
            .map(pattern -> Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS))
            .toList();
    this.wholeWords = wholeWords;
  }

  /// Finds a pattern by the name that GGUF files have for it.
  static WordPattern of(String name) {
    return switch (name) {
      case "default", "gpt-2" -> GPT2;
      case "llama3", "llama-v3", "llama-bpe" -> LLAMA3;
      case "qwen2" -> QWEN2;
      case "smollm" -> SMOLLM;
      default ->
          throw TextVocabulary.problem(
              "tokenizer.ggml.pre '%s' is not supported; supported are gpt-2, llama-bpe, qwen2, smollm"
                  .formatted(name));
    };
  }

  /// Tells whether a word that is a token is never joined from its parts.
  boolean prefersWholeWords() {
    return wholeWords;
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
  private static final class Patterns {
    static final String GPT2 =
        "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    static String modern(String digits) {
      return "(?iu:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + digits
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }

    private Patterns() {}
  }
}
