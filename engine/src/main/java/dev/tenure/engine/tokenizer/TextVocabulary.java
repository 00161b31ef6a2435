package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.Metadata;
import dev.tenure.engine.weights.ModelFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words of a decoder, and which of them are special. Immutable.
public final class TextVocabulary {
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int NONE = -1;

  /// The names of tokens that end a turn in the chat formats of the supported families.
  private static final Set<String> TURN_ENDS =
      Set.of(
          "<|eot_id|>",
          "<|im_end|>",
          "<|end|>",
          "<|endoftext|>",
          "<|end_of_text|>",
          "<end_of_turn>");

  private final List<String> words;
  private final Map<String, Integer> ids = new HashMap<>();
  private final boolean[] special;
  private final boolean[] ends;
  private final SpecialTokens specials;
  private final int begin;
  private final boolean addBegin;
  private final int end;
  private final boolean addEnd;

  private TextVocabulary(Metadata metadata) {
    this.words = metadata.texts("tokenizer.ggml.tokens");
    for (int id = 0; id < words.size(); id++) {
      ids.putIfAbsent(words.get(id), id);
    }
    this.special = readSpecial(metadata);
    this.specials = new SpecialTokens(specialTokens());
    this.begin = id(metadata, "tokenizer.ggml.bos_token_id");
    this.end = id(metadata, "tokenizer.ggml.eos_token_id");
    boolean sentencePiece = metadata.text("tokenizer.ggml.model", "").equals("llama");
    this.addBegin = begin != NONE && metadata.flag("tokenizer.ggml.add_bos_token", sentencePiece);
    this.addEnd = end != NONE && metadata.flag("tokenizer.ggml.add_eos_token", false);
    this.ends = new boolean[words.size()];
    for (int id = 0; id < ends.length; id++) {
      ends[id] = id == end || (special[id] && TURN_ENDS.contains(words.get(id)));
    }
  }

  static TextVocabulary of(Metadata metadata) {
    return new TextVocabulary(metadata);
  }

  private boolean[] readSpecial(Metadata metadata) {
    boolean[] result = new boolean[words.size()];
    if (!metadata.has("tokenizer.ggml.token_type")) {
      return result;
    }
    long[] types = metadata.integers("tokenizer.ggml.token_type");
    if (types.length != words.size()) {
      throw problem(
          "token_type has %d entries for %d tokens".formatted(types.length, words.size()));
    }
    for (int id = 0; id < result.length; id++) {
      result[id] = types[id] == CONTROL || types[id] == USER_DEFINED;
    }
    return result;
  }

  private List<Token> specialTokens() {
    List<Token> tokens = new ArrayList<>();
    for (int id = 0; id < special.length; id++) {
      if (special[id] && !words.get(id).isEmpty()) {
        tokens.add(new Token(words.get(id), id));
      }
    }
    return tokens;
  }

  private int id(Metadata metadata, String key) {
    long id = metadata.integer(key, NONE);
    if (id != NONE && (id < 0 || id >= words.size())) {
      throw problem("%s is %d, of %d tokens".formatted(key, id, words.size()));
    }
    return (int) id;
  }

  /// Returns the number of words.
  ///
  /// @return the number above every id
  public int size() {
    return words.size();
  }

  /// Returns the word of an id.
  ///
  /// @param id a number below [#size()]
  /// @return as the file spells it
  public String word(int id) {
    return words.get(id);
  }

  /// Tells whether a token ends a text or a turn.
  ///
  /// @param id a number below [#size()]
  /// @return whether generation stops there
  public boolean isEnd(int id) {
    return ends[id];
  }

  /// Tells whether a token stands for no text.
  ///
  /// @param id a number below [#size()]
  /// @return whether it is special
  public boolean isSpecial(int id) {
    return special[id];
  }

  /// Returns the token that begins a text.
  ///
  /// @return its id, or -1 if the model has none
  public int begin() {
    return begin;
  }

  @Nullable Integer find(String word) {
    return ids.get(word);
  }

  SpecialTokens specials() {
    return specials;
  }

  /// Puts what the model asks for around the ids of a text.
  int[] frame(int[] plain) {
    int before = addBegin ? 1 : 0;
    int[] framed = new int[plain.length + before + (addEnd ? 1 : 0)];
    System.arraycopy(plain, 0, framed, before, plain.length);
    if (addBegin) {
      framed[0] = begin;
    }
    if (addEnd) {
      framed[framed.length - 1] = end;
    }
    return framed;
  }

  static ModelFormatException problem(String problem) {
    return new ModelFormatException("the tokenizer's metadata", problem);
  }
}
