package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEmbedding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Shows embeddings to people: how each begins, and how similar they are.
final class EmbeddingText {
  /// How many of an embedding's components are shown.
  private static final int SHOWN = 4;

  private EmbeddingText() {}

  static void print(List<SentenceEmbedding> embeddings, PrintWriter out) {
    for (int i = 0; i < embeddings.size(); i++) {
      SentenceEmbedding embedding = embeddings.get(i);
      out.printf("%d  %s%n", i + 1, embedding.text());
      out.printf("   %d tokens, %s%n", embedding.ids().length, describe(embedding.embedding()));
    }
    if (embeddings.size() > 1) {
      printSimilarities(embeddings, out);
    }
  }

  private static String describe(float[] components) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(SHOWN, components.length); i++) {
      text.append(String.format(Locale.ROOT, "%.4f ", components[i]));
    }
    return "%d components: %s…".formatted(components.length, text);
  }

  private static void printSimilarities(List<SentenceEmbedding> embeddings, PrintWriter out) {
    out.println("cosine similarities:");
    for (int i = 0; i < embeddings.size(); i++) {
      StringBuilder row = new StringBuilder("   %d".formatted(i + 1));
      for (SentenceEmbedding other : embeddings) {
        row.append(
            String.format(
                Locale.ROOT, " %7.4f", SentenceEmbedding.cosine(embeddings.get(i), other)));
      }
      out.println(row);
    }
  }
}
