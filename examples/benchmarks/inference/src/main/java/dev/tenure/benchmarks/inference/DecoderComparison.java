package dev.tenure.benchmarks.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Prompts and decoding beside llama.cpp, on one file, in one process, by turns.
final class DecoderComparison {
  private static final int PROMPT = 128;
  private static final int GENERATED = 32;
  private static final int CAPACITY = 512;
  private static final int WARM_UP = 2;

  private final int rounds;
  private final int threads;

  DecoderComparison(int rounds, int threads) {
    this.rounds = rounds;
    this.threads = threads;
  }

  /// Measures a model.
  ///
  /// @return the rows of a table
  List<String> measure(RandomModel model, Path folder) throws IOException {
    Path file = model.write(folder);
    try (DecoderEngine ours = TenureDecoder.open(file, CAPACITY, threads);
        DecoderEngine peer = LlamaCppDecoder.open(file, CAPACITY, threads)) {
      String prompt = prompt();
      requireSameWork(prompt, ours, peer);
      Samples prompts = Samples.of(rounds);
      Samples decodes = Samples.of(rounds);
      for (int round = -WARM_UP; round < rounds; round++) {
        DecoderEngine.Speed our = ours.measure(prompt, GENERATED);
        DecoderEngine.Speed other = peer.measure(prompt, GENERATED);
        if (round >= 0) {
          prompts.ours()[round] = our.prompt();
          prompts.peers()[round] = other.prompt();
          decodes.ours()[round] = our.decode();
          decodes.peers()[round] = other.decode();
        }
      }
      return List.of(
          "| " + model.label() + ", prompt | " + prompts.row() + " |",
          "| " + model.label() + ", decode | " + decodes.row() + " |");
    }
  }

  /// One of them may count the token that begins a text, and the other not.
  private static void requireSameWork(String prompt, DecoderEngine ours, DecoderEngine peer) {
    int our = ours.count(prompt);
    int other = peer.count(prompt);
    if (Math.abs(our - other) > 1) {
      throw new IllegalStateException(
          "the prompt has %d tokens here and %d there".formatted(our, other));
    }
  }

  private static String prompt() {
    Random random = new Random(7);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < PROMPT; i++) {
      words.add("" + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(26)));
    }
    return String.join(" ", words);
  }
}
