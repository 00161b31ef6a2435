package dev.tenure.engine.embed;

import dev.tenure.annotations.Overwrites;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.engine.kernel.Pooling;
import dev.tenure.engine.model.ScopedBertEncoder;
import dev.tenure.engine.model.TextSpans;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// Turns the rows that an encoder gives for a text into one vector: of length 1; and so for each of
/// several texts.
///
/// The poolings are those of [Reimers and Gurevych,
/// Sentence-BERT](https://arxiv.org/abs/1908.10084). The mean is over all tokens, those that frame
/// the text included. As safe for use by several threads as the encoder.
final class SentenceVectors {
  private final ScopedBertEncoder encoder;
  private final int size;
  private final SentencePooling pooling;

  /// Creates the last step of a sentence encoder.
  ///
  /// @param encoder gives a row for each token
  /// @param size the length of a row
  /// @param pooling how rows become a vector
  SentenceVectors(ScopedBertEncoder encoder, int size, SentencePooling pooling) {
    this.encoder = encoder;
    this.size = size;
    this.pooling = pooling;
  }

  /// Returns the vectors of texts.
  ///
  /// @param ids the tokens of one text after the other
  /// @param texts where each text lies among them
  /// @return `[texts, size]`
  @ScopedForward
  @Scoped
  PooledTensor forward(TensorScope scope, int[] ids, TextSpans texts) {
    PooledTensor rows = scope.adopt(encoder.forwardAll(ids, texts));
    PooledTensor vectors = scope.rentUninitialized(Shape.of(texts.count(), size));
    for (int text = 0; text < texts.count(); text++) {
      Tensor vector = vectors.slice(text, text + 1).reshape(Shape.of(size));
      pool(texts.slice(rows, text), vector);
      Pooling.l2Normalize(vector, vector);
    }
    return vectors;
  }

  private void pool(Tensor rows, @Overwrites Tensor vector) {
    switch (pooling) {
      case MEAN -> Pooling.mean(rows, vector);
      case FIRST_TOKEN -> vector.copyFrom(rows.slice(0, 1).reshape(Shape.of(size)));
    }
  }
}
