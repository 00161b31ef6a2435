package dev.tenure.benchmarks.checks.cost;

import dev.tenure.benchmarks.checks.Table;
import dev.tenure.benchmarks.checks.Workplace;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Compares the processor time of whole compilations: each setup in its turn, round after round, so
/// that what else the machine does falls on all of them.
public final class CompileCost {
  private static final String TOOL_PATH = System.getProperty("java.class.path");

  private final Path work;
  private final Rounds rounds;

  private CompileCost(Path work, Rounds rounds) {
    this.work = work;
    this.rounds = rounds;
  }

  /// Measures all code bases and writes the page.
  ///
  /// @param workplace where the source jars are and the page goes
  /// @param rounds how often each setup compiles each code base
  /// @throws IOException if a compilation fails or a file cannot be read or written
  /// @throws InterruptedException if the thread is interrupted while a compiler runs
  public static void run(Workplace workplace, Rounds rounds)
      throws IOException, InterruptedException {
    CompileCost cost = new CompileCost(Files.createTempDirectory("tenure-cost"), rounds);
    StringBuilder tables = new StringBuilder();
    for (CodeBase code : CodeBase.all(workplace.sourceJars())) {
      tables.append(cost.section(code));
    }
    workplace.writePage(
        "compile-cost.md",
        """
        # What a compilation costs

        Written by `examples/benchmarks/run compile-cost`: processor seconds of the whole compiler
        process, median of %d interleaved rounds (Resource Leak Checker: %d). %s

        %s\
        """
            .formatted(rounds.all(), rounds.ofPeer(), Workplace.measuredOn(), tables));
  }

  private String section(CodeBase code) throws IOException, InterruptedException {
    Map<Setup, List<Double>> seconds = new EnumMap<>(Setup.class);
    for (int round = 1; round <= rounds.all(); round++) {
      System.out.println(
          "compiling %s, round %d of %d".formatted(code.name(), round, rounds.all()));
      for (Setup setup : Setup.values()) {
        if (rounds.includes(round, setup)) {
          seconds.computeIfAbsent(setup, _ -> new ArrayList<>()).add(compile(setup, code));
        }
      }
    }
    return "## %s\n\n%d files; tracked: %s.\n\n%s\n"
        .formatted(
            code.name(),
            code.files().size(),
            code.pooledTypes().isEmpty() ? "annotated types only" : "`" + code.pooledTypes() + "`",
            table(
                seconds.entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, each -> new Sample(each.getValue())))));
  }

  private double compile(Setup setup, CodeBase code) throws IOException, InterruptedException {
    Path output = Files.createTempDirectory(work, "classes");
    Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
    List<String> command = new ArrayList<>(List.of(javac.toString()));
    command.addAll(setup.arguments(code, TOOL_PATH, SourceChecker.checkNames(), output));
    return ProcessorTime.of(command, work);
  }

  /// Returns the table of one code base.
  static Table table(Map<Setup, Sample> samples) {
    Table table =
        new Table(
            List.of(
                "setup", "median, s", "over Error Prone off", "times javac", "least to most, s"));
    double base = median(samples, Setup.ERROR_PRONE_OFF);
    double javac = median(samples, Setup.JAVAC);
    for (Setup setup : Setup.values()) {
      double median = median(samples, setup);
      table.add(
          List.of(
              setup.title(),
              number("%.2f", median),
              number("%+.1f %%", 100 * (median / base - 1)),
              number("%.2f", median / javac),
              range(samples, setup)));
    }
    return table;
  }

  private static double median(Map<Setup, Sample> samples, Setup setup) {
    return sample(samples, setup).median();
  }

  private static Sample sample(Map<Setup, Sample> samples, Setup setup) {
    Sample sample = samples.get(setup);
    if (sample == null) {
      throw new IllegalArgumentException("not measured: " + setup);
    }
    return sample;
  }

  private static String range(Map<Setup, Sample> samples, Setup setup) {
    Sample sample = sample(samples, setup);
    return number("%.2f to ", sample.least()) + number("%.2f", sample.most());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
