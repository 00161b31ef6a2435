package dev.tenure.cli;

import dev.tenure.engine.generate.Generation;
import dev.tenure.engine.generate.GenerationRequest;
import dev.tenure.engine.generate.GenerationSession;
import dev.tenure.engine.generate.Sampling;
import dev.tenure.engine.generate.TextGenerator;
import dev.tenure.engine.generate.TokenListener;
import dev.tenure.engine.kernel.CacheFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// How fast a decoder reads a prompt and continues it.
///
/// @param generator the model
/// @param model its name in results, type of weights included
/// @param promptTokens how long the prompt is, unless the model's context is too short
/// @param tokens how many tokens follow, unless the model's context is too short
record DecodeMeasurement(TextGenerator generator, String model, int promptTokens, int tokens) {
  private static final String PROMPT =
      """
      Once upon a time, there was a little girl who lived near a big lake. Every morning she took \
      her small red boat, and looked for the old man who knew all the birds by their names.
      """;

  /// Measures each number of threads by turns.
  ///
  /// @return for each of them the rates of prompt and continuation, and the bytes of a token
  List<BenchReport.Result> on(List<Integer> threads, int rounds, double warmupSeconds) {
    Map<Integer, GenerationSession> sessions = new LinkedHashMap<>();
    try {
      for (int number : threads) {
        sessions.put(number, generator.open(CacheFormat.F32, capacity(), number));
      }
      List<BenchReport.Result> results = new ArrayList<>();
      measure(sessions, rounds, warmupSeconds)
          .forEach((number, speeds) -> results.addAll(results(model + "/" + number + "t", speeds)));
      return results;
    } finally {
      sessions.values().forEach(GenerationSession::close);
    }
  }

  private Map<Integer, List<GenerationReport>> measure(
      Map<Integer, GenerationSession> sessions, int rounds, double warmupSeconds) {
    Map<Integer, GenerationReport> last = new LinkedHashMap<>();
    Map<Integer, Supplier<GenerationReport>> each = new LinkedHashMap<>();
    sessions.forEach((number, session) ->
        each.put(
            number,
            () -> {
              GenerationReport report = generate(session);
              last.put(number, report);
              return report;
            }));
    Turns<Integer, GenerationReport> turns = new Turns<>(each);
    // Vectors are objects until the JIT has compiled a kernel's loops.
    turns.warmUp(
        new WarmUp(
            1,
            warmupSeconds,
            () -> last.values().stream().allMatch(report -> report.bytesPerToken() == 0)));
    return turns.measure(rounds, "decode");
  }

  private int capacity() {
    return Math.min(generator.contextLength(), promptTokens + tokens);
  }

  private GenerationReport generate(GenerationSession session) {
    session.restart();
    int most = Math.min(tokens, capacity() / 2);
    GenerationRequest request = GenerationRequest.of(most, Sampling.GREEDY).pastEnds();
    int[] prompt = prompt(capacity() - most);
    Generation generation = session.generate(prompt, request, TokenListener.NONE);
    return GenerationReport.of(generation);
  }

  private int[] prompt(int length) {
    int[] ids = generator.tokenizer().encode(PROMPT.repeat(1 + length / 8));
    return Arrays.copyOf(ids, Math.min(length, ids.length));
  }

  private static List<BenchReport.Result> results(String name, List<GenerationReport> rounds) {
    return List.of(
        BenchReport.Result.alone(
            "prefill/" + name,
            Medians.median(rounds.stream().map(GenerationReport::promptRate).toList()),
            "tokens/s"),
        BenchReport.Result.alone(
            "decode/" + name,
            Medians.median(rounds.stream().map(GenerationReport::decodeRate).toList()),
            "tokens/s"),
        BenchReport.Result.alone(
            "decode/" + name + "/bytes",
            Medians.median(rounds.stream().map(GenerationReport::bytesPerToken).toList()),
            "bytes/token"));
  }
}
