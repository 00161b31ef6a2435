package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEmbedding;
import dev.tenure.engine.embed.SentenceEncoder;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/// Ranks the lines of a file by their similarity to a text.
final class LineSearch {
  private LineSearch() {}

  /// A line of the file.
  ///
  /// @param line its number, from 1
  /// @param text the line itself
  /// @param cosine the similarity, from -1 to 1
  record Hit(int line, String text, float cosine) {}

  static List<String> readLines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new UsageException("--search: not a UTF-8 text file: " + file, e);
    }
  }

  /// Returns the most similar lines, best first; blank lines are passed over.
  static List<Hit> rank(SentenceEncoder encoder, String query, List<String> lines, int most) {
    SentenceEmbedding wanted = encoder.embed(query);
    List<Hit> hits = new ArrayList<>();
    try (ProgressBar progress = progressBar(lines.size())) {
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          hits.add(
              new Hit(
                  i + 1,
                  lines.get(i),
                  SentenceEmbedding.cosine(wanted, encoder.embed(lines.get(i)))));
        }
        progress.step();
      }
    }
    return hits.stream()
        .sorted(Comparator.comparingDouble(Hit::cosine).reversed().thenComparingInt(Hit::line))
        .limit(most)
        .toList();
  }

  /// Shows progress in a terminal only, on standard error.
  private static ProgressBar progressBar(int steps) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder().setTaskName("lines").setInitialMax(steps).clearDisplayOnFinish();
    if (!inTerminal()) {
      builder.setConsumer(new NoDisplay());
    }
    return builder.build();
  }

  @SuppressWarnings("SystemConsoleNull") // with JDK 25 it is null again where there is no terminal
  private static boolean inTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Where progress goes that nobody would see.
  private static final class NoDisplay implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return 0;
    }

    @Override
    public void accept(String rendered) {
      // Nobody watches.
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
