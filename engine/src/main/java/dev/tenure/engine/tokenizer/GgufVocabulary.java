package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.Metadata;
import dev.tenure.engine.weights.ModelFormatException;
import java.util.List;

/// Reads the words of a decoder from the metadata of a GGUF file.
final class GgufVocabulary {
  private static final String SOURCE = "the tokenizer's metadata";
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int NONE = -1;

  private final Metadata metadata;
  private final List<String> words;

  private GgufVocabulary(Metadata metadata) {
    this.metadata = metadata;
    this.words = metadata.texts("tokenizer.ggml.tokens");
    if (words.isEmpty()) {
      throw problem("tokenizer.ggml.tokens is empty");
    }
  }

  static TextVocabulary read(Metadata metadata) {
    return new GgufVocabulary(metadata).read();
  }

  private TextVocabulary read() {
    int begin = id("tokenizer.ggml.bos_token_id");
    int end = id("tokenizer.ggml.eos_token_id");
    boolean sentencePiece = metadata.text("tokenizer.ggml.model", "").equals("llama");
    TextFrame frame =
        new TextFrame(
            frameToken("tokenizer.ggml.add_bos_token", sentencePiece, begin),
            frameToken("tokenizer.ggml.add_eos_token", false, end));
    return new TextVocabulary(
        SOURCE, words, kinds(), begin, end == NONE ? List.of() : List.of(end), frame);
  }

  private List<Token> frameToken(String flag, boolean otherwise, int id) {
    return id != NONE && metadata.flag(flag, otherwise)
        ? List.of(new Token(words.get(id), id))
        : List.of();
  }

  private WordKinds kinds() {
    WordKinds kinds = new WordKinds();
    if (!metadata.has("tokenizer.ggml.token_type")) {
      return kinds;
    }
    long[] types = metadata.integers("tokenizer.ggml.token_type");
    if (types.length != words.size()) {
      throw problem(
          "token_type has %d entries for %d tokens".formatted(types.length, words.size()));
    }
    for (int id = 0; id < types.length; id++) {
      if (types[id] == CONTROL || types[id] == USER_DEFINED) {
        kinds.add(id, words.get(id), types[id] == CONTROL);
      }
    }
    return kinds;
  }

  private int id(String key) {
    long id = metadata.integer(key, NONE);
    if (id != NONE && (id < 0 || id >= words.size())) {
      throw problem("%s is %d, of %d tokens".formatted(key, id, words.size()));
    }
    return (int) id;
  }

  static ModelFormatException problem(String problem) {
    return new ModelFormatException(SOURCE, problem);
  }
}
