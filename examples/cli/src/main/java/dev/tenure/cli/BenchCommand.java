package dev.tenure.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The benchmarks; each is a subcommand, and without one all of them run.
@Command(
    name = "bench",
    description = {
      "Measure what the program is made of, beside what it is compared with.",
      "Without the name of a benchmark, all of them run."
    },
    subcommands = {
      BenchMatMulCommand.class,
      BenchAttentionCommand.class,
      BenchPoolCommand.class,
      BenchDecodeCommand.class,
      BenchEmbedCommand.class,
      BenchChecksCommand.class
    },
    synopsisSubcommandLabel = "[BENCHMARK]",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be used"})
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      scope = ScopeType.INHERIT,
      description = "Measure less, for a first impression.")
  private boolean quick;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Write the figures to this file, too.")
  private @Nullable Path json;

  /// For picocli.
  BenchCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Benchmark> all = new ArrayList<>();
    for (CommandLine subcommand : spec.subcommands().values()) {
      all.add(subcommand.getCommand());
    }
    return run(all);
  }

  /// Runs benchmarks and reports what they measured.
  ///
  /// @throws UsageException if an option makes no sense or the file cannot be written; nothing is
  ///   measured then
  int run(List<Benchmark> benchmarks) throws IOException {
    benchmarks.forEach(Benchmark::requireSensibleOptions);
    ReportFile file = json == null ? null : ReportFile.at("--json", json);
    PrintWriter out = spec.commandLine().getOut();
    String machine = BenchReport.thisMachine();
    out.println(machine);
    List<BenchReport.Result> results = new ArrayList<>();
    for (Benchmark benchmark : benchmarks) {
      out.println();
      results.addAll(benchmark.measure(out, quick));
      out.flush();
    }
    if (file != null) {
      file.write(Json.write(new BenchReport(machine, results)) + "\n");
    }
    return ExitCodes.OK;
  }
}
