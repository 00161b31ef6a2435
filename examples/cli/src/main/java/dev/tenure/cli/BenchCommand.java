package dev.tenure.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The benchmarks; each is a subcommand.
@Command(
    name = "bench",
    description = "Measure what the program is made of, beside what it is compared with.",
    subcommands = {BenchMatMulCommand.class, BenchAttentionCommand.class},
    synopsisSubcommandLabel = "BENCHMARK")
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /// For picocli.
  BenchCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a benchmark");
  }
}
