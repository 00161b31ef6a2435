package dev.tenure.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Measures what the checks cost a compilation.
@Command(
    name = "checks",
    description = {
      "Measure what the checks cost a compilation.",
      "Sources are compiled with our checks, with Error Prone without a check, and with javac alone."
          + " The figures are the processor time of the whole compilation over that of Error Prone"
          + " without a check. Each compilation is a process of its own; the three take turns."
    },
    footer = {
      "",
      "The Resource Leak Checker is not part of the program;",
      "examples/benchmarks/run compile-cost measures it beside the checks."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or sources that do not compile"})
final class BenchChecksCommand implements Callable<Integer>, Benchmark {
  @ParentCommand private BenchCommand bench = new BenchCommand();

  @Option(
      names = "--sources",
      paramLabel = "PATH",
      description = {
        "Files, or folders searched for .java files. Repeatable.",
        "Default: the engine's sources, which come with the program."
      })
  private List<Path> sources = List.of();

  @Option(
      names = {"-cp", "--classpath"},
      paramLabel = "CP",
      description = "What --sources compile against; Tenure's own API is always there.")
  private String classPath = "";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each setup compiles (default: 5; with --quick 1).")
  private @Nullable Integer rounds;

  /// For picocli.
  BenchChecksCommand() {}

  @Override
  public Integer call() throws IOException {
    return bench.run(List.of(this));
  }

  @Override
  public void requireSensibleOptions() {
    if (rounds != null && rounds < 1) {
      throw new UsageException("--rounds must be 1 or more: " + rounds);
    }
    if (sources.isEmpty() && !classPath.isEmpty()) {
      throw new UsageException("--classpath: only --sources compile against it");
    }
  }

  @Override
  public List<BenchReport.Result> measure(PrintWriter out, boolean quick) throws IOException {
    int each = rounds == null ? (quick ? 1 : 5) : rounds;
    BenchReport.Result result;
    try (WorkFolder work = WorkFolder.create()) {
      Files.createDirectory(work.path().resolve("classes"));
      result = new CompileMeasurement(corpus(work), work.path()).measure(each);
    }
    out.println("  sources                        time over that of Error Prone without a check");
    BenchReport.print(List.of(result), out);
    return List.of(result);
  }

  private Corpus corpus(WorkFolder work) throws IOException {
    return sources.isEmpty()
        ? Corpus.own(work.path().resolve("sources"))
        : Corpus.of(sources, ClassPathOption.parse(classPath));
  }
}
