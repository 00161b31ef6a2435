package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Byte-level byte-pair encoding, as GPT-2, Llama 3, Qwen and SmolLM have it: the text is cut into
/// words, a word into bytes, and bytes are joined in the order in which the vocabulary was learned.
///
/// [Radford et al., section
/// 2.2](https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf).
public final class ByteLevelTokenizer implements TextTokenizer {
  private final TextVocabulary vocabulary;
  private final WordPattern pattern;
  private final Map<String, Integer> ranks;
  private final PairMerger merger = new PairMerger(this::rank);

  private ByteLevelTokenizer(Metadata metadata) {
    this.vocabulary = TextVocabulary.of(metadata);
    this.pattern = WordPattern.of(metadata.text("tokenizer.ggml.pre", "default"));
    this.ranks = new HashMap<>();
    List<String> merges = metadata.texts("tokenizer.ggml.merges");
    for (int i = 0; i < merges.size(); i++) {
      ranks.putIfAbsent(merges.get(i), i);
    }
    requireAllBytes();
  }

  static ByteLevelTokenizer of(Metadata metadata) {
    return new ByteLevelTokenizer(metadata);
  }

  private void requireAllBytes() {
    for (int value = 0; value < 256; value++) {
      if (vocabulary.find(ByteAlphabet.spell((byte) value)) == null) {
        throw TextVocabulary.problem("there is no token for the byte %d".formatted(value));
      }
    }
  }

  @Override
  public TextVocabulary vocabulary() {
    return vocabulary;
  }

  private double rank(String left, String right) {
    Integer rank = ranks.get(left + ' ' + right);
    return rank == null ? Double.NaN : rank;
  }

  @Override
  public int[] encodePlain(String text) {
    return pattern.split(text).stream().flatMapToInt(this::wordIds).toArray();
  }

  private IntStream wordIds(String word) {
    String spelled = ByteAlphabet.spell(word);
    Integer whole = vocabulary.find(spelled);
    if (whole != null && pattern.prefersWholeWords()) {
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
    return vocabulary.isSpecial(id) ? new byte[0] : ByteAlphabet.read(vocabulary.word(id));
  }
}
