package dev.tenure.cli;

import dev.tenure.engine.kernel.KernelInfo;
import dev.tenure.engine.kernel.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures products of square matrices.
@Command(
    name = "matmul",
    description = {
      "Multiply square matrices of 32-bit floats, and measure how fast.",
      "Each product is followed by multiply-adds on registers alone, the limit it is compared with."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be written"})
final class BenchMatMulCommand implements Callable<Integer> {
  private static final int LARGEST_SIZE = 8192;
  private static final int MOST_THREADS = 256;

  /// What the C# library reached that this project descends from, on its own machine, by size.
  private static final Map<Integer, Double> ANCESTOR = Map.of(256, 25.14, 512, 33.95);

  @Spec private CommandSpec spec;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Rows and columns. Repeatable. Default: 256 and 512; with --quick 256.")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = {
        "Products before measuring (default: 10; with --quick 3).",
        "There are more until a second has passed (with --quick half of one),",
        "because the JIT compiles meanwhile."
      })
  private @Nullable Integer warmup;

  @Option(
      names = "--iters",
      paramLabel = "N",
      description = "Products that are measured (default: 30; with --quick 10).")
  private @Nullable Integer iterations;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--quick", description = "Measure less, in a second or two.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
  private @Nullable Path json;

  /// For picocli.
  BenchMatMulCommand() {}

  @Override
  public Integer call() throws IOException {
    int before = warmup == null ? (quick ? 3 : 10) : warmup;
    int measured = iterations == null ? (quick ? 10 : 30) : iterations;
    List<Integer> wanted = sizes.isEmpty() ? (quick ? List.of(256) : List.of(256, 512)) : sizes;
    require(wanted.stream().allMatch(n -> n >= 1 && n <= LARGEST_SIZE), "--size 1 to 8192");
    require(before >= 0 && measured >= 1, "--warmup 0 or more and --iters 1 or more");
    require(threads >= 1 && threads <= MOST_THREADS, "--threads 1 to 256");
    PrintWriter out = spec.commandLine().getOut();
    out.println(BenchReport.thisMachine() + "; " + KernelInfo.description());
    out.println();
    out.println("  size  threads   median     best    limit  of limit  bytes a call  ancestor");
    List<BenchReport.Result> results = new ArrayList<>();
    try (Workers workers = Workers.of(threads)) {
      for (int size : wanted) {
        MatMulMeasurement measurement =
            MatMulMeasurement.of(workers, size, before, measured, quick ? 0.5 : 1);
        out.println(line(size, measurement));
        results.add(measurement.result(size, threads));
      }
    }
    out.println();
    out.println("GFLOPS. The limit is multiply-adds on registers, measured after each product.");
    out.println("The ancestor's figures are from its own report and machine, one process, AVX2.");
    if (json != null) {
      new BenchReport(BenchReport.thisMachine(), results).write(json);
    }
    return ExitCodes.OK;
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), "give " + what);
    }
  }

  private String line(int size, MatMulMeasurement measurement) {
    Double ancestor = ANCESTOR.get(size);
    return String.format(
        Locale.ROOT,
        "%6d %8d %8.2f %8.2f %8.2f %8.0f%% %13d %9s",
        size,
        threads,
        measurement.median(),
        measurement.best(),
        measurement.limit(),
        100 * measurement.median() / measurement.limit(),
        measurement.bytesPerCall(),
        ancestor == null ? "-" : String.format(Locale.ROOT, "%.2f", ancestor));
  }
}
