package dev.tenure.benchmarks.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Prompts and decoding beside llama.cpp, on one file, and beside Jlama, on the same sizes in its
/// own format; in one process, by turns.
final class DecoderComparison {
  private static final int PROMPT = 128;
  private static final int GENERATED = 32;
  private static final int CAPACITY = 512;
  private static final int WARM_UP = 2;

  private final Path llamaCpp;
  private final int rounds;
  private final int threads;

  /// @param llamaCpp the folder of llama.cpp's shared libraries
  DecoderComparison(Path llamaCpp, int rounds, int threads) {
    this.llamaCpp = llamaCpp;
    this.rounds = rounds;
    this.threads = threads;
  }

  /// Measures a model.
  ///
  /// @return the rows of a table
  List<String> measure(RandomModel model, Path folder) throws IOException {
    Path file = model.write(folder);
    try (DecoderEngine ours = TenureDecoder.open(file, CAPACITY, threads);
        DecoderEngine llama = LlamaCppDecoder.open(llamaCpp, file, CAPACITY, threads)) {
      if (model.format() != WeightFormat.Q4_0) {
        return measure(model.label(), ours, List.of(llama)).stream()
            .map(row -> row + " – | – |")
            .toList();
      }
      try (DecoderEngine jlama = JlamaDecoder.open(new JlamaFolder(model.shape()).write(folder))) {
        return measure(model.label(), ours, List.of(llama, jlama));
      }
    }
  }

  private List<String> measure(String label, DecoderEngine ours, List<DecoderEngine> peers) {
    String prompt = prompt();
    peers.forEach(peer -> requireSameWork(prompt, ours, peer));
    Samples prompts = Samples.of(rounds, peers.size());
    Samples decodes = Samples.of(rounds, peers.size());
    for (int round = -WARM_UP; round < rounds; round++) {
      note(ours.measure(prompt, GENERATED), round, prompts.ours(), decodes.ours());
      for (int i = 0; i < peers.size(); i++) {
        DecoderEngine.Speed speed = peers.get(i).measure(prompt, GENERATED);
        note(speed, round, prompts.peers().get(i), decodes.peers().get(i));
      }
    }
    return List.of(
        "| " + label + ", prompt | " + prompts.row() + " |",
        "| " + label + ", decode | " + decodes.row() + " |");
  }

  private static void note(
      DecoderEngine.Speed speed, int round, double[] prompts, double[] decodes) {
    if (round >= 0) {
      prompts[round] = speed.prompt();
      decodes[round] = speed.decode();
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
