package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.Metadata;
import dev.tenure.engine.weights.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Byte-level byte-pair encoding, as GPT-2, Llama 3, Qwen and SmolLM have it: the text is cut into
/// words, a word into bytes, and bytes are joined in the order in which the vocabulary was learned.
///
/// [Radford et al., section
/// 2.2](https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf).
public final class ByteLevelTokenizer implements TextTokenizer {
  private final TextVocabulary vocabulary;
  private final WordPattern pattern;
  private final boolean composed;
  private final boolean wholeWords;
  private final PairMerger merger;

  /// Creates a tokenizer.
  ///
  /// @param vocabulary the words, spelled in the byte alphabet
  /// @param pattern what cuts a text into words
  /// @param composed whether a text is brought into the normal form NFC first
  /// @param wholeWords whether a word that is a token is never joined from its parts
  /// @param ranks in which order pairs are joined
  /// @throws ModelFormatException if a byte has no token
  ByteLevelTokenizer(
      TextVocabulary vocabulary,
      WordPattern pattern,
      boolean composed,
      boolean wholeWords,
      MergeRanks ranks) {
    this.vocabulary = vocabulary;
    this.pattern = pattern;
    this.composed = composed;
    this.wholeWords = wholeWords;
    this.merger = new PairMerger(ranks);
    requireAllBytes();
  }

  /// Reads what a GGUF file holds, which leaves out what only `tokenizer.json` says: Llama 3 alone
  /// takes whole words first, and no text is brought into a normal form.
  static ByteLevelTokenizer of(Metadata metadata) {
    WordPattern pattern = WordPattern.of(metadata.text("tokenizer.ggml.pre", "default"));
    return new ByteLevelTokenizer(
        GgufVocabulary.read(metadata),
        pattern,
        false,
        pattern == WordPattern.LLAMA3,
        MergeRanks.of(metadata.texts("tokenizer.ggml.merges")));
  }

  private void requireAllBytes() {
    for (int value = 0; value < 256; value++) {
      if (vocabulary.find(ByteAlphabet.spell((byte) value)) == null) {
        throw vocabulary.problem("there is no token for the byte %d".formatted(value));
      }
    }
  }

  @Override
  public TextVocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] encodePlain(String text) {
    return vocabulary.encode(text, true, (part, _) -> partIds(part));
  }

  private int[] partIds(String part) {
    String normal = composed ? Normalizer.normalize(part, Normalizer.Form.NFC) : part;
    return pattern.split(normal).stream().flatMapToInt(this::wordIds).toArray();
  }

  private IntStream wordIds(String word) {
    String spelled = ByteAlphabet.spell(word);
    Integer whole = vocabulary.find(spelled);
    if (whole != null && wholeWords && !vocabulary.isSpecial(whole)) {
      return IntStream.of(whole);
    }
    List<String> symbols = spelled.codePoints().mapToObj(Character::toString).toList();
    return merger.merge(symbols).stream().flatMapToInt(this::ids);
  }

  /// A merge whose result is no token, as only a damaged file has it, leaves the bytes.
  private IntStream ids(String symbol) {
    Integer id = vocabulary.find(symbol);
    if (id != null) {
      return IntStream.of(id);
    }
    List<Integer> bytes = new ArrayList<>();
    symbol
        .codePoints()
        .forEach(c -> {
          Integer single = vocabulary.find(Character.toString(c));
          if (single != null) {
            bytes.add(single);
          }
        });
    return bytes.stream().mapToInt(Integer::intValue);
  }

  @Override
  public byte[] bytes(int id) {
    if (vocabulary.isSpecial(id)) {
      return new byte[0];
    }
    String word = vocabulary.word(id);
    return vocabulary.isLiteral(id)
        ? word.getBytes(StandardCharsets.UTF_8)
        : ByteAlphabet.read(word);
  }
}
