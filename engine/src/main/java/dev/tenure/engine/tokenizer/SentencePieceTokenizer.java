package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The byte-pair encoding of [SentencePiece](https://github.com/google/sentencepiece), as Llama 2
/// and its kin have it: spaces become `▁`, pairs are joined by the score of their word, and what is
/// in no word becomes its bytes.
public final class SentencePieceTokenizer implements TextTokenizer {
  private static final String SPACE = "\u2581";

  private final TextVocabulary vocabulary;
  private final float[] scores;
  private final boolean spaceFirst;
  private final int unknown;
  private final PairMerger merger = new PairMerger(this::rank);

  private SentencePieceTokenizer(Metadata metadata) {
    this.vocabulary = TextVocabulary.of(metadata);
    this.scores = metadata.numbers("tokenizer.ggml.scores");
    if (scores.length != vocabulary.size()) {
      throw TextVocabulary.problem(
          "%d scores for %d tokens".formatted(scores.length, vocabulary.size()));
    }
    this.spaceFirst = metadata.flag("tokenizer.ggml.add_space_prefix", true);
    this.unknown =
        Math.clamp(
            metadata.integer("tokenizer.ggml.unknown_token_id", 0), 0, vocabulary.size() - 1);
  }

  static SentencePieceTokenizer of(Metadata metadata) {
    return new SentencePieceTokenizer(metadata);
  }

  @Override
  public TextVocabulary vocabulary() {
    return vocabulary;
  }

  private double rank(String left, String right) {
    Integer id = vocabulary.find(left + right);
    return id == null ? Double.NaN : -scores[id];
  }

  @Override
  public int[] encodePlain(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    String spelled = (spaceFirst ? " " + text : text).replace(" ", SPACE);
    List<String> characters = spelled.codePoints().mapToObj(Character::toString).toList();
    return merger.merge(characters).stream().flatMapToInt(this::ids).toArray();
  }

  private IntStream ids(String symbol) {
    Integer id = vocabulary.find(symbol);
    if (id != null) {
      return IntStream.of(id);
    }
    byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, bytes.length).map(i -> byteToken(bytes[i]));
  }

  private int byteToken(byte value) {
    Integer id = vocabulary.find("<0x%02X>".formatted(value));
    return id == null ? unknown : id;
  }

  @Override
  public byte[] bytes(int id) {
    if (vocabulary.isSpecial(id) || id == unknown) {
      return new byte[0];
    }
    String word = vocabulary.word(id);
    Integer single = singleByte(word);
    return single == null
        ? word.replace(SPACE, " ").getBytes(StandardCharsets.UTF_8)
        : new byte[] {single.byteValue()};
  }

  private static @Nullable Integer singleByte(String word) {
    if (word.length() != 6 || !word.startsWith("<0x") || !word.endsWith(">")) {
      return null;
    }
    int high = Character.digit(word.charAt(3), 16);
    int low = Character.digit(word.charAt(4), 16);
    return high < 0 || low < 0 ? null : Integer.valueOf(high * 16 + low);
  }

  /// Turns ids into a text, without the space that encoding puts before it.
  ///
  /// @param ids any ids of the vocabulary
  /// @return the text
  @Override
  public String decode(int... ids) {
    String text = TextTokenizer.super.decode(ids);
    return spaceFirst && text.startsWith(" ") ? text.substring(1) : text;
  }
}
