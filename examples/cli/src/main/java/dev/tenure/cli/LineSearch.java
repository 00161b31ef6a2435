package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEmbedding;
import dev.tenure.engine.embed.SentenceEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;

/// Ranks the lines of a file by their similarity to a text.
final class LineSearch {
  /// Enough for full passes of the encoder, few enough that progress shows.
  private static final int LINES_AT_ONCE = 64;

  private LineSearch() {}

  /// A line of the file.
  ///
  /// @param line its number, from 1
  /// @param text the line itself
  /// @param cosine the similarity, from -1 to 1
  record Hit(int line, String text, float cosine) {}

  /// Returns the most similar lines, best first; blank lines are passed over.
  static List<Hit> rank(SentenceEncoder encoder, String query, List<String> lines, int most) {
    SentenceEmbedding wanted = encoder.embed(query);
    List<Integer> numbers =
        IntStream.range(0, lines.size()).filter(i -> !lines.get(i).isBlank()).boxed().toList();
    List<Hit> hits = new ArrayList<>();
    try (ProgressBar progress = Progress.bar("lines", numbers.size())) {
      for (int from = 0; from < numbers.size(); from += LINES_AT_ONCE) {
        List<Integer> part = numbers.subList(from, Math.min(from + LINES_AT_ONCE, numbers.size()));
        List<SentenceEmbedding> embeddings =
            encoder.embedAll(part.stream().map(lines::get).toList());
        for (int i = 0; i < part.size(); i++) {
          SentenceEmbedding line = embeddings.get(i);
          hits.add(new Hit(part.get(i) + 1, line.text(), SentenceEmbedding.cosine(wanted, line)));
        }
        progress.stepBy(part.size());
      }
    }
    return hits.stream()
        .sorted(Comparator.comparingDouble(Hit::cosine).reversed().thenComparingInt(Hit::line))
        .limit(most)
        .toList();
  }
}
