package dev.tenure.benchmarks.inference;

import java.util.ArrayList;
import java.util.List;

/// A SentencePiece vocabulary of any size in which each word of two small letters is one token.
///
/// @param words the tokens
/// @param scores the later ones merge first
/// @param types of SentencePiece: 1 normal, 2 unknown, 3 control, 6 byte
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
record RandomVocabulary(List<String> words, float[] scores, int[] types) {
  private static final int FIRST_PIECE = 3 + 256;
  private static final String SPACE = "\u2581";

  static RandomVocabulary of(int size) {
    List<String> words = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    for (int value = 0; value < 256; value++) {
      words.add("<0x%02X>".formatted(value));
    }
    words.add(SPACE);
    for (char letter = 'a'; letter <= 'z'; letter++) {
      words.add(String.valueOf(letter));
      words.add(SPACE + letter);
    }
    for (char first = 'a'; first <= 'z'; first++) {
      for (char second = 'a'; second <= 'z'; second++) {
        words.add(SPACE + first + second);
      }
    }
    while (words.size() < size) {
      words.add("<filler %d>".formatted(words.size()));
    }
    return new RandomVocabulary(words, scores(size), types(size));
  }

  private static float[] scores(int size) {
    float[] scores = new float[size];
    for (int id = FIRST_PIECE; id < size; id++) {
      scores[id] = -id;
    }
    return scores;
  }

  private static int[] types(int size) {
    int[] types = new int[size];
    for (int id = 0; id < size; id++) {
      types[id] = id == 0 ? 2 : id < 3 ? 3 : id < FIRST_PIECE ? 6 : 1;
    }
    return types;
  }
}
