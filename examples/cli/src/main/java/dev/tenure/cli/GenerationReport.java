package dev.tenure.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.engine.generate.Generation;
import java.io.PrintWriter;
import java.util.Locale;

/// What `generate --json` prints.
@SuppressWarnings("ArrayRecordComponent") // Only written, never compared.
record GenerationReport(
    @JsonProperty("prompt_ids") int[] promptIds,
    @JsonProperty("generated_ids") int[] generatedIds,
    String text,
    @JsonProperty("bytes_per_token") long bytesPerToken,
    @JsonProperty("stop_reason") String stopReason,
    @JsonProperty("log_probabilities") double[] logProbabilities,
    @JsonProperty("prompt_tokens_per_second") double promptRate,
    @JsonProperty("decode_tokens_per_second") double decodeRate) {

  static GenerationReport of(Generation generation) {
    return new GenerationReport(
        generation.promptIds(),
        generation.generatedIds(),
        generation.text(),
        generation.bytesPerToken(),
        generation.reason().name().toLowerCase(Locale.ROOT),
        generation.logProbabilities(),
        rate(generation.promptIds().length, generation.promptNanos()),
        rate(generation.generatedIds().length, generation.decodeNanos()));
  }

  private static double rate(int tokens, long nanos) {
    return nanos == 0 ? 0 : tokens * 1e9 / nanos;
  }

  /// Prints a line for people.
  static void print(Generation generation, long outstanding, PrintWriter err) {
    GenerationReport report = of(generation);
    err.printf(
        Locale.ROOT,
        "prompt: %d tokens, %.1f/s; generated: %d tokens, %.1f/s, %d bytes a token; outstanding"
            + " %d%n",
        report.promptIds.length,
        report.promptRate,
        report.generatedIds.length,
        report.decodeRate,
        report.bytesPerToken,
        outstanding);
  }
}
