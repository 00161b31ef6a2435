package dev.tenure.benchmarks.inference;

import ai.onnxruntime.OrtException;
import dev.tenure.engine.embed.SentenceEmbedding;
import dev.tenure.engine.embed.SentenceEncoder;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Sentences per second of all-MiniLM-L6-v2 in fp32, beside ONNX Runtime, by turns.
final class EncoderComparison {
  /// Enough for the JIT compiler, as in a program that has run for some seconds.
  private static final int WARM_UP = 20;

  private static final int SENTENCES_A_ROUND = 64;
  private static final float TOLERANCE = 1e-4f;
  private static final int[] BATCHES = {1, 32};

  private final int rounds;
  private final int threads;

  EncoderComparison(int rounds, int threads) {
    this.rounds = rounds;
    this.threads = threads;
  }

  /// Measures single sentences and batches.
  ///
  /// @return the rows of a table
  List<String> measure() throws IOException, OrtException {
    List<String> rows = new ArrayList<>();
    try (SentenceEncoder ours = SentenceEncoder.loadDefault(TensorPool.shared());
        OnnxRuntimeEncoder peer = OnnxRuntimeEncoder.open(threads)) {
      for (int batch : BATCHES) {
        Samples samples = measure(ours, peer, sentences(batch));
        rows.add("| MiniLM, batch " + batch + " | " + samples.row() + " |");
      }
    }
    return rows;
  }

  private Samples measure(SentenceEncoder ours, OnnxRuntimeEncoder peer, List<String> texts)
      throws OrtException {
    Samples samples = Samples.of(rounds, 1);
    requireEqual(ours.embedAll(texts), peer.embed(texts));
    int calls = SENTENCES_A_ROUND / texts.size();
    for (int round = -WARM_UP; round < rounds; round++) {
      long start = System.nanoTime();
      for (int call = 0; call < calls; call++) {
        List<SentenceEmbedding> _ = ours.embedAll(texts);
      }
      long middle = System.nanoTime();
      for (int call = 0; call < calls; call++) {
        float[][] _ = peer.embed(texts);
      }
      long end = System.nanoTime();
      if (round >= 0) {
        samples.ours()[round] = SENTENCES_A_ROUND * 1e9 / (middle - start);
        samples.peers().getFirst()[round] = SENTENCES_A_ROUND * 1e9 / (end - middle);
      }
    }
    return samples;
  }

  private static void requireEqual(List<SentenceEmbedding> our, float[][] other) {
    for (int row = 0; row < other.length; row++) {
      float[] vector = our.get(row).embedding();
      for (int i = 0; i < vector.length; i++) {
        if (!(Math.abs(vector[i] - other[row][i]) <= TOLERANCE)) {
          throw new IllegalStateException(
              "component %d of sentence %d is %s here and %s there"
                  .formatted(i, row, vector[i], other[row][i]));
        }
      }
    }
  }

  /// Sentences of uneven lengths, as texts have.
  private static List<String> sentences(int count) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      result.add("A pool lends memory, and " + "whoever borrows gives it back ".repeat(1 + i % 5));
    }
    return result;
  }
}
