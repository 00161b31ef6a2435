package dev.tenure.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into words: at white space, which is dropped, and around every punctuation
/// character, which is a word of its own.
///
/// This is what
/// [BertPreTokenizer](https://huggingface.co/docs/tokenizers/api/pre-tokenizers#tokenizers.pre_tokenizers.BertPreTokenizer)
/// does.
final class WordSplitter {
  private WordSplitter() {}

  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int wordStart = 0;
    int position = 0;
    while (position < text.length()) {
      int codePoint = text.codePointAt(position);
      int next = position + Character.charCount(codePoint);
      boolean punctuation = CharacterClasses.isPunctuation(codePoint);
      if (punctuation || CharacterClasses.isWhitespace(codePoint)) {
        addUnlessEmpty(words, text.substring(wordStart, position));
        addUnlessEmpty(words, punctuation ? text.substring(position, next) : "");
        wordStart = next;
      }
      position = next;
    }
    addUnlessEmpty(words, text.substring(wordStart));
    return words;
  }

  private static void addUnlessEmpty(List<String> words, String word) {
    if (!word.isEmpty()) {
      words.add(word);
    }
  }
}
