package dev.tenure.cli;

import dev.tenure.engine.generate.TextGenerator;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Measures a decoder.
@Command(
    name = "decode",
    description = {
      "Measure how fast a decoder reads and writes.",
      "It reads a prompt (prefill) and continues it (decode). Measured is how many tokens that is in"
          + " a second, and how many bytes a token leaves on the heap."
    },
    footer = {
      "",
      "llama.cpp and Jlama are not part of the program;",
      "examples/benchmarks/run inference measures them beside it."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be used"})
final class BenchDecodeCommand implements Callable<Integer>, Benchmark {
  @ParentCommand private BenchCommand bench = new BenchCommand();

  @Option(
      names = "--model",
      paramLabel = "FILE.gguf",
      description = {
        "A GGUF file of the Llama or Qwen family.",
        "Default: stories260K, which comes with the program."
      })
  private @Nullable Path model;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  /// For picocli.
  BenchDecodeCommand() {}

  @Override
  public Integer call() throws IOException {
    return bench.run(List.of(this));
  }

  @Override
  public void requireSensibleOptions() {
    threads.requireSensible();
    GeneratorSource.requireFile(model);
  }

  @Override
  public List<BenchReport.Result> measure(PrintWriter out, boolean quick) throws IOException {
    String name = GeneratorSource.name(model) + "/" + GeneratorSource.weightType(model);
    List<BenchReport.Result> results;
    try (TextGenerator generator = GeneratorSource.open(model, TensorPool.shared())) {
      results =
          quick
              ? new DecodeMeasurement(generator, name, 64, 32).on(threads.numbers(), 3, 2)
              : new DecodeMeasurement(generator, name, 128, 128).on(threads.numbers(), 7, 5);
    }
    BenchReport.print(results, out);
    return results;
  }
}
