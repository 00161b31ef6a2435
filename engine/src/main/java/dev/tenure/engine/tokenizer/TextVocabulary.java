package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.ModelFormatException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The words of a decoder, and which of them are special. Immutable.
public final class TextVocabulary {
  /// The names of tokens that end a turn in the chat formats of the supported families.
  private static final Set<String> TURN_ENDS =
      Set.of(
          "<|eot_id|>",
          "<|im_end|>",
          "<|end|>",
          "<|endoftext|>",
          "<|end_of_text|>",
          "<end_of_turn>");

  private static final int NONE = -1;

  private final String source;
  private final List<String> words;
  private final Map<String, Integer> ids = new HashMap<>();
  private final WordKinds kinds;
  private final BitSet ends = new BitSet();
  private final SpecialTokens specials;
  private final SpecialTokens literals;
  private final int begin;
  private final int end;
  private final TextFrame frame;

  /// Creates a vocabulary.
  ///
  /// @param source what messages call the file
  /// @param words the words, of which the first of equal ones counts
  /// @param kinds which words are special, and which are tokens wherever they stand
  /// @param begin the token that begins a text, or -1
  /// @param ends the tokens that end one, [#end()] first
  /// @param frame what the model wants around a text
  TextVocabulary(
      String source,
      List<String> words,
      WordKinds kinds,
      int begin,
      List<Integer> ends,
      TextFrame frame) {
    this.source = source;
    this.words = List.copyOf(words);
    this.kinds = kinds;
    this.begin = begin;
    this.end = ends.isEmpty() ? NONE : ends.getFirst();
    this.frame = frame;
    this.specials = new SpecialTokens(tokens(kinds.special()));
    this.literals = new SpecialTokens(tokens(kinds.literal()));
    ends.forEach(this.ends::set);
    for (int id = 0; id < words.size(); id++) {
      ids.putIfAbsent(words.get(id), id);
      if (kinds.special().get(id) && TURN_ENDS.contains(words.get(id))) {
        this.ends.set(id);
      }
    }
  }

  private List<Token> tokens(BitSet which) {
    List<Token> tokens = new ArrayList<>();
    for (int id = which.nextSetBit(0); id >= 0; id = which.nextSetBit(id + 1)) {
      if (!words.get(id).isEmpty()) {
        tokens.add(new Token(words.get(id), id));
      }
    }
    return tokens;
  }

  /// Returns where the words come from.
  ///
  /// @return what messages call the file
  public String source() {
    return source;
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
    return ends.get(id);
  }

  /// Tells whether a token stands for no text.
  ///
  /// @param id a number below [#size()]
  /// @return whether it is special
  public boolean isSpecial(int id) {
    return kinds.special().get(id);
  }

  /// Returns the token that begins a text.
  ///
  /// @return its id, or -1 if the model has none
  public int begin() {
    return begin;
  }

  /// Returns the token that ends a text.
  ///
  /// @return its id, or -1 if the model has none
  public int end() {
    return end;
  }

  @Nullable Integer find(String word) {
    return ids.get(word);
  }

  SpecialTokens specials() {
    return specials;
  }

  /// Tells whether a word is spelled as it stands in a text.
  boolean isLiteral(int id) {
    return kinds.literal().get(id);
  }

  /// Turns text without such words into ids.
  @FunctionalInterface
  interface PartEncoder {
    /// Returns the ids.
    ///
    /// @param first whether nothing stands before it
    int[] encode(String part, boolean first);
  }

  /// Turns a text into ids around the words that are tokens wherever they stand.
  ///
  /// @param first whether nothing stands before the text
  /// @param encoder what the rest is turned into ids by
  int[] encode(String text, boolean first, PartEncoder encoder) {
    IntStream.Builder all = IntStream.builder();
    boolean begins = first;
    for (SpecialTokens.Part part : literals.split(text)) {
      switch (part) {
        case SpecialTokens.Part.Plain(String plain) -> {
          for (int id : encoder.encode(plain, begins)) {
            all.add(id);
          }
        }
        case SpecialTokens.Part.Special(Token token) -> all.add(token.id());
      }
      begins = false;
    }
    return all.build().toArray();
  }

  /// Puts what the model asks for around the ids of a text.
  int[] frame(int[] plain) {
    return frame.around(plain);
  }

  ModelFormatException problem(String problem) {
    return new ModelFormatException(source, problem);
  }
}
