package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.Metadata;
import dev.tenure.engine.weights.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The byte-pair encoding of [SentencePiece](https://github.com/google/sentencepiece), as Llama 2
/// and its kin have it: spaces become `▁`, pairs are joined in the order in which the vocabulary
/// was learned, and what is in no word becomes its bytes.
public final class SentencePieceTokenizer implements TextTokenizer {
  private static final int NONE = -1;

  private final TextVocabulary vocabulary;
  private final SpaceRules spaces;
  private final boolean wholeWords;
  private final int unknown;
  private final PairMerger merger;

  /// Creates a tokenizer.
  ///
  /// @param vocabulary the words
  /// @param spaces how spaces are spelled
  /// @param wholeWords whether a word that is a token is never joined from its parts
  /// @param unknown the token of a byte that has none, or -1 if all have one
  /// @param ranking in which order pairs are joined
  SentencePieceTokenizer(
      TextVocabulary vocabulary,
      SpaceRules spaces,
      boolean wholeWords,
      int unknown,
      PairMerger.Ranking ranking) {
    this.vocabulary = vocabulary;
    this.spaces = spaces;
    this.wholeWords = wholeWords;
    this.unknown = unknown;
    this.merger = new PairMerger(ranking);
  }

  /// Reads what a GGUF file holds: of pairs the one whose word has the best score is joined first.
  static SentencePieceTokenizer of(Metadata metadata) {
    TextVocabulary vocabulary = GgufVocabulary.read(metadata);
    float[] scores = metadata.numbers("tokenizer.ggml.scores");
    if (scores.length != vocabulary.size()) {
      throw vocabulary.problem(
          "%d scores for %d tokens".formatted(scores.length, vocabulary.size()));
    }
    boolean spaceFirst = metadata.flag("tokenizer.ggml.add_space_prefix", true);
    int unknown =
        Math.clamp(
            metadata.integer("tokenizer.ggml.unknown_token_id", 0), 0, vocabulary.size() - 1);
    return new SentencePieceTokenizer(
        vocabulary,
        SpaceRules.withPrefix(spaceFirst),
        false,
        unknown,
        (left, right) -> {
          Integer id = vocabulary.find(left + right);
          return id == null ? Double.NaN : -scores[id];
        });
  }

  /// Reads what a `tokenizer.json` says.
  ///
  /// @throws ModelFormatException if a byte has no token
  static SentencePieceTokenizer of(
      TextVocabulary vocabulary, SpaceRules spaces, boolean wholeWords, MergeRanks ranks) {
    for (int value = 0; value < 256; value++) {
      if (vocabulary.find(byteWord(value)) == null) {
        throw vocabulary.problem("there is no token '%s'".formatted(byteWord(value)));
      }
    }
    return new SentencePieceTokenizer(vocabulary, spaces, wholeWords, NONE, ranks);
  }

  @Override
  public TextVocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] encodePlain(String text) {
    return vocabulary.encode(text, true, this::ids);
  }

  @Override
  public int[] encodeAfterSpecial(String text) {
    return vocabulary.encode(text, false, this::ids);
  }

  private int[] ids(String part, boolean first) {
    return spaces.spell(part, first).stream().flatMapToInt(this::wordIds).toArray();
  }

  private IntStream wordIds(String word) {
    Integer whole = vocabulary.find(word);
    if (whole != null && wholeWords && !vocabulary.isSpecial(whole)) {
      return IntStream.of(whole);
    }
    List<String> characters = word.codePoints().mapToObj(Character::toString).toList();
    return merger.merge(characters).stream().flatMapToInt(this::symbolIds);
  }

  private IntStream symbolIds(String symbol) {
    Integer id = vocabulary.find(symbol);
    if (id != null) {
      return IntStream.of(id);
    }
    byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, bytes.length).map(i -> byteToken(bytes[i]));
  }

  private int byteToken(byte value) {
    Integer id = vocabulary.find(byteWord(Byte.toUnsignedInt(value)));
    return id == null ? unknown : id;
  }

  private static String byteWord(int value) {
    return "<0x%02X>".formatted(value);
  }

  @Override
  public byte[] bytes(int id) {
    if (vocabulary.isSpecial(id) || id == unknown) {
      return new byte[0];
    }
    String word = vocabulary.word(id);
    Integer single = singleByte(word);
    return single == null
        ? word.replace(SpaceRules.SPACE, " ").getBytes(StandardCharsets.UTF_8)
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
    return spaces.stripsFirst() && text.startsWith(" ") ? text.substring(1) : text;
  }
}
