package dev.tenure.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a word into the longest tokens that a vocabulary has, from left to right.
///
/// The algorithm is that of [the original
/// BERT](https://github.com/google-research/bert/blob/master/tokenization.py): a word with any rest
/// that no token matches becomes one unknown token as a whole.
///
/// @param vocabulary the tokens
/// @param unknown the token for a word that cannot be cut
/// @param continuation what the tokens begin with that continue a word, such as `##`
/// @param maxWordLength how many code points a word may have; a longer one is unknown
record WordPiece(Vocabulary vocabulary, Token unknown, String continuation, int maxWordLength) {

  List<Token> cut(String word) {
    int[] codePoints = word.codePoints().toArray();
    if (codePoints.length > maxWordLength) {
      return List.of(unknown);
    }
    List<Token> pieces = new ArrayList<>();
    int start = 0;
    while (start < codePoints.length) {
      Piece piece = longestPiece(codePoints, start);
      if (piece == null) {
        return List.of(unknown);
      }
      pieces.add(piece.token);
      start = piece.end;
    }
    return pieces;
  }

  private @Nullable Piece longestPiece(int[] codePoints, int start) {
    String prefix = start == 0 ? "" : continuation;
    for (int end = codePoints.length; end > start; end--) {
      Token token = vocabulary.find(prefix + new String(codePoints, start, end - start));
      if (token != null) {
        return new Piece(token, end);
      }
    }
    return null;
  }

  private record Piece(Token token, int end) {}
}
