package dev.tenure.engine.embed;

import java.util.Arrays;

/// A text and the vector that stands for its meaning. Immutable: arrays are copied in and out.
///
/// @param text the text as it was given
/// @param ids the tokens that the model read, those that frame the text included
/// @param embedding the vector, of length 1
@SuppressWarnings("ArrayRecordComponent") // Copied both ways, and compared by contents below.
public record SentenceEmbedding(String text, int[] ids, float[] embedding) {
  /// Creates an embedding.
  public SentenceEmbedding {
    ids = ids.clone();
    embedding = embedding.clone();
  }

  /// Returns the tokens that the model read.
  ///
  /// @return a new array
  @Override
  public int[] ids() {
    return ids.clone();
  }

  /// Returns the vector.
  ///
  /// @return a new array
  @Override
  public float[] embedding() {
    return embedding.clone();
  }

  /// Tells how alike two texts are: the cosine of the angle between their vectors.
  ///
  /// @param first an embedding
  /// @param second an embedding of the same model
  /// @return a number from -1 to 1; 1 for the same direction
  /// @throws IllegalArgumentException if the vectors have different lengths
  public static float cosine(SentenceEmbedding first, SentenceEmbedding second) {
    float[] a = first.embedding;
    float[] b = second.embedding;
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "embeddings of different models: %d and %d numbers".formatted(a.length, b.length));
    }
    return (float) (dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentenceEmbedding that
        && text.equals(that.text)
        && Arrays.equals(ids, that.ids)
        && Arrays.equals(embedding, that.embedding);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + Arrays.hashCode(embedding);
  }

  /// Returns the text and how many numbers stand for it.
  @Override
  public String toString() {
    return "SentenceEmbedding[\"%s\", %d tokens, %d numbers]"
        .formatted(text, ids.length, embedding.length);
  }
}
