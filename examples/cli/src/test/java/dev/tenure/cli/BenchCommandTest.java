package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  private static final String[] BENCHMARKS = {
    "matmul", "attention", "pool", "decode", "embed", "checks"
  };

  @TempDir private Path folder;

  @Test
  void theHelpNamesEveryBenchmark() {
    ProgramRun run = ProgramRun.of("bench", "--help");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(BENCHMARKS).contains("--quick", "--json", "all of them run");
  }

  @Test
  void everyBenchmarkHasHelpWithTheCommonOptions() {
    for (String benchmark : BENCHMARKS) {
      ProgramRun run = ProgramRun.of("bench", benchmark, "--help");

      assertThat(run.status()).as(benchmark).isZero();
      assertThat(run.out())
          .as(benchmark)
          .contains("Usage: tenure bench " + benchmark, "--quick", "--json", "Exit status");
    }
  }

  @Test
  void everyBenchmarkCanRunWithoutACommandLineOfItsOwn() {
    CommandLine bench = new CommandLine(new BenchCommand());

    assertThat(bench.getSubcommands().keySet()).containsExactly(BENCHMARKS);
    for (CommandLine subcommand : bench.getSubcommands().values()) {
      Benchmark benchmark = subcommand.getCommand();
      benchmark.requireSensibleOptions();
    }
  }

  @Test
  void anUnknownBenchmarkIsAMistake() {
    ProgramRun run = ProgramRun.of("bench", "matmull");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("matmull").doesNotContain("\tat ");
  }

  @Test
  void aFileThatCannotBeWrittenIsToldBeforeAnythingIsMeasured() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));
    for (Path wrong : new Path[] {folder, folder.resolve("no/such.json"), file.resolve("x.json")}) {
      for (String place : new String[] {"before", "after"}) {
        ProgramRun run =
            place.equals("before")
                ? ProgramRun.of("bench", "--json", wrong, "matmul")
                : ProgramRun.of("bench", "matmul", "--json", wrong);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("tenure bench matmul: --json: ").hasLineCount(1);
      }
    }
  }

  @Test
  void whatIsCommonMayStandBeforeTheBenchmarkAndAfterIt() {
    Path json = folder.resolve("figures.json");
    for (Object[] arguments :
        new Object[][] {
          {"bench", "--quick", "--json", json, "matmul", "--size", 8, "--threads", 1},
          {"bench", "matmul", "--size", 8, "--threads", 1, "--quick", "--json", json}
        }) {
      ProgramRun run = ProgramRun.of(arguments);

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
      assertThat(BenchFigures.read(json).results()).containsOnlyKeys("matmul/8/1t");
    }
  }
}
