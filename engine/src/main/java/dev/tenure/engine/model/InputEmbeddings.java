package dev.tenure.engine.model;

import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.engine.kernel.Elementwise;
import dev.tenure.engine.kernel.Embedding;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// Turns token ids into the rows that the first layer reads: a row for the token and one for its
/// position, added and normalised.
///
/// Immutable and safe to share between threads.
final class InputEmbeddings {
  private final Tensor words;
  private final Tensor positions;
  private final LayerNorm norm;

  /// Creates the embeddings.
  ///
  /// @param words `[vocabulary, hidden]`
  /// @param positions `[positions, hidden]`, the row of the only segment of the text (BERT's token
  ///   type 0) added to each
  /// @param norm what is applied to the sum
  InputEmbeddings(Tensor words, Tensor positions, LayerNorm norm) {
    this.words = words;
    this.positions = positions;
    this.norm = norm;
  }

  int vocabularySize() {
    return words.shape().dimension(0);
  }

  int maxLength() {
    return positions.shape().dimension(0);
  }

  int hiddenSize() {
    return words.shape().dimension(1);
  }

  /// Returns a row for each id.
  ///
  /// @param ids the tokens of all texts
  /// @param texts where each text lies among them
  /// @return `[ids, hidden]`
  @ScopedForward
  @Scoped
  PooledTensor forward(TensorScope scope, int[] ids, TextSpans texts) {
    Shape rows = Shape.of(ids.length, hiddenSize());
    PooledTensor tokens = scope.rentUninitialized(rows);
    Embedding.lookup(words, ids, tokens);
    for (int text = 0; text < texts.count(); text++) {
      Tensor own = texts.slice(tokens, text);
      Elementwise.add(own, positions.slice(0, texts.length(text)), own);
    }
    norm.apply(tokens, tokens);
    return tokens;
  }
}
