package dev.tenure.engine.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SentenceEmbeddingTest {
  private static SentenceEmbedding embedding(float... vector) {
    return new SentenceEmbedding("text", new int[] {101, 102}, vector);
  }

  @Test
  void the_cosine_tells_the_direction_and_not_the_length() {
    assertThat(SentenceEmbedding.cosine(embedding(3, 4), embedding(6, 8))).isEqualTo(1);
    assertThat(SentenceEmbedding.cosine(embedding(1, 0), embedding(0, 1))).isZero();
    assertThat(SentenceEmbedding.cosine(embedding(1, 1), embedding(-1, 0)))
        .isCloseTo(-0.70710677f, within(1e-7f));
  }

  @Test
  void vectors_of_different_models_have_no_cosine() {
    assertThatThrownBy(() -> SentenceEmbedding.cosine(embedding(1, 0), embedding(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1");
  }

  @Test
  void arrays_are_copied_in_and_out() {
    int[] ids = {1};
    float[] vector = {1};
    SentenceEmbedding embedding = new SentenceEmbedding("text", ids, vector);
    ids[0] = 9;
    vector[0] = 9;
    embedding.ids()[0] = 9;
    embedding.embedding()[0] = 9;
    assertThat(embedding.ids()).containsExactly(1);
    assertThat(embedding.embedding()).containsExactly(1);
  }

  @Test
  void equal_contents_are_equal() {
    assertThat(embedding(1, 2)).isEqualTo(embedding(1, 2)).hasSameHashCodeAs(embedding(1, 2));
    assertThat(embedding(1, 2))
        .isNotEqualTo(embedding(1, 3))
        .hasToString("SentenceEmbedding[\"text\", 2 tokens, 2 numbers]");
  }
}
