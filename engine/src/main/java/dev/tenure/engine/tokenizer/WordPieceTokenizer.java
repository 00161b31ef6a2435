package dev.tenure.engine.tokenizer;

import dev.tenure.engine.json.UntrustedJson;
import dev.tenure.engine.tokenizer.SpecialTokens.Part;
import dev.tenure.engine.weights.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The tokenizer of BERT models: words, cut into pieces that a vocabulary has, in a frame of
/// special tokens.
///
/// Special tokens that the text spells out, such as `[SEP]`, become those tokens, as in the
/// tokenizers library; who embeds foreign text and does not want that removes them first.
///
/// A text with more tokens than the file's `truncation.max_length`, frame included, loses its end.
/// The file's padding is ignored: a sequence has as many tokens as it needs.
///
/// Immutable and safe to share between threads.
public final class WordPieceTokenizer {
  private final TokenizerRules rules;
  private final int maxLength;

  private WordPieceTokenizer(TokenizerRules rules, int maxLength) {
    this.rules = rules;
    this.maxLength = maxLength;
  }

  /// Reads a tokenizer from a file.
  ///
  /// @param file a `tokenizer.json`
  /// @return the tokenizer
  /// @throws IOException if the file cannot be read
  /// @throws ModelFormatException if it is no `tokenizer.json`, or one of another kind of tokenizer
  public static WordPieceTokenizer open(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return read(stream, file.toString());
    }
  }

  /// Reads a tokenizer from a stream.
  ///
  /// @param stream all of a `tokenizer.json`; not closed
  /// @param name what messages call it
  /// @return the tokenizer
  /// @throws IOException if the stream cannot be read
  /// @throws ModelFormatException if it is no `tokenizer.json`, or one of another kind of tokenizer
  public static WordPieceTokenizer read(InputStream stream, String name) throws IOException {
    TokenizerRules rules = TokenizerFile.read(UntrustedJson.bytes(stream), name);
    return new WordPieceTokenizer(rules, rules.maxLength());
  }

  /// Returns a tokenizer that gives no more tokens than a model can read.
  ///
  /// @param length how many tokens a sequence may have, frame included
  /// @return a tokenizer whose [#maxLength()] is the smaller of this one's and `length`
  /// @throws IllegalArgumentException if that leaves no room for the frame
  public WordPieceTokenizer limitedTo(int length) {
    if (length < rules.frame().length()) {
      throw new IllegalArgumentException(
          "%d tokens have no room for the %d that frame a text"
              .formatted(length, rules.frame().length()));
    }
    return new WordPieceTokenizer(rules, Math.min(maxLength, length));
  }

  /// Returns how many tokens a sequence has at most.
  ///
  /// @return a number of tokens, frame included
  public int maxLength() {
    return maxLength;
  }

  /// Returns the number above every id that this tokenizer gives.
  ///
  /// @return how many rows a table of embeddings needs
  public int vocabularySize() {
    return rules.wordPiece().vocabulary().size();
  }

  /// Turns a text into tokens.
  ///
  /// @param text any text; an empty one gives the frame alone
  /// @return the tokens, [#maxLength()] of them at most
  public TokenSequence encode(String text) {
    int room = maxLength - rules.frame().length();
    List<Token> body = new ArrayList<>();
    for (Part part : rules.special().split(text)) {
      if (body.size() >= room) {
        break;
      }
      switch (part) {
        case Part.Special(Token token) -> body.add(token);
        case Part.Plain(String plain) -> addPieces(body, plain, room);
      }
    }
    List<Token> tokens = new ArrayList<>(rules.frame().before());
    tokens.addAll(body.subList(0, Math.min(room, body.size())));
    tokens.addAll(rules.frame().after());
    return new TokenSequence(tokens);
  }

  private void addPieces(List<Token> body, String text, int room) {
    for (String word : WordSplitter.split(rules.normalizer().normalize(text))) {
      if (body.size() >= room) {
        return;
      }
      body.addAll(rules.wordPiece().cut(word));
    }
  }
}
