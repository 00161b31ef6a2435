package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEmbedding;
import dev.tenure.engine.embed.SentenceEncoder;
import dev.tenure.engine.kernel.KernelInfo;
import java.util.List;
import java.util.stream.IntStream;

/// How fast an encoder computes the embeddings of sentences.
final class EmbedMeasurement {
  private static final int SENTENCES = 32;

  private EmbedMeasurement() {}

  /// Measures batches of sentences of uneven lengths, as texts have.
  ///
  /// @param model its name in results
  static BenchReport.Result of(
      SentenceEncoder encoder, String model, int rounds, double warmupSeconds) {
    List<String> sentences =
        IntStream.range(0, SENTENCES)
            .mapToObj(i -> "A pool lends memory, and " + "who borrows returns ".repeat(1 + i % 5))
            .toList();
    Turns<String, Double> turns = Turns.of(List.of(model), _ -> rate(encoder, sentences));
    turns.warmUp(WarmUp.of(1, warmupSeconds));
    return BenchReport.Result.alone(
        "embed/%s/%dt".formatted(model, KernelInfo.threads()),
        Medians.of(turns.measure(rounds, "embed")).of(model),
        "sentences/s");
  }

  private static double rate(SentenceEncoder encoder, List<String> sentences) {
    long start = System.nanoTime();
    List<SentenceEmbedding> embeddings = encoder.embedAll(sentences);
    return embeddings.size() * 1e9 / (System.nanoTime() - start);
  }
}
