package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEncoder;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Measures an encoder.
@Command(
    name = "embed",
    description = {
      "Measure how fast an encoder computes embeddings.",
      "It is given 32 sentences of uneven lengths at once. Measured is how many that is in a second."
    },
    footer = {
      "",
      "ONNX Runtime is not part of the program;",
      "examples/benchmarks/run inference measures it beside it."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be used"})
final class BenchEmbedCommand implements Callable<Integer>, Benchmark {
  @ParentCommand private BenchCommand bench = new BenchCommand();

  @Option(
      names = "--model",
      paramLabel = "FILE.onnx",
      description = {
        "A MiniLM encoder, with its tokenizer beside it as tokenizer.json or NAME-tokenizer.json.",
        "Default: all-MiniLM-L6-v2, which comes with the program."
      })
  private @Nullable Path model;

  /// For picocli.
  BenchEmbedCommand() {}

  @Override
  public Integer call() throws IOException {
    return bench.run(List.of(this));
  }

  @Override
  public void requireSensibleOptions() {
    EncoderSource.requireFile(model);
  }

  @Override
  public List<BenchReport.Result> measure(PrintWriter out, boolean quick) throws IOException {
    BenchReport.Result result;
    try (SentenceEncoder encoder = EncoderSource.open(model, TensorPool.shared())) {
      String name = EncoderSource.name(model);
      result =
          quick
              ? EmbedMeasurement.of(encoder, name, 5, 1)
              : EmbedMeasurement.of(encoder, name, 15, 4);
    }
    BenchReport.print(List.of(result), out);
    return List.of(result);
  }
}
