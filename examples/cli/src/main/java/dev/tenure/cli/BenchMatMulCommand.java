package dev.tenure.cli;

import dev.tenure.engine.kernel.BlockFormat;
import dev.tenure.engine.kernel.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Measures products of square matrices, and of a matrix and a vector.
@Command(
    name = "matmul",
    description = {
      "Measure products of matrices, and of a matrix and a vector.",
      "Square matrices of 32-bit floats are compared with multiply-adds on registers alone, in"
          + " GFLOPS; matrices of every format that are multiplied by a vector with reading as many"
          + " bytes as the matrix has, in GB/s."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be written"})
final class BenchMatMulCommand implements Callable<Integer>, Benchmark {
  private static final int LARGEST_SIZE = 8192;

  /// What the C# library reached that this project descends from, on its own machine, by size.
  private static final Map<Integer, Double> ANCESTOR = Map.of(256, 25.14, 512, 33.95);

  private static final List<Integer> SIZES = List.of(256, 512);
  private static final List<Integer> QUICK_SIZES = List.of(256);
  private static final List<GemvShape> SHAPES = List.of(new GemvShape(4096, 4096));

  @ParentCommand private BenchCommand bench = new BenchCommand();

  @Option(
      names = "--size",
      paramLabel = "N",
      description = {
        "Rows and columns of a square. Repeatable.",
        "Default: 256 and 512; with --quick 256; with --gemv none."
      })
  private List<Integer> sizes = List.of();

  @Option(
      names = "--gemv",
      paramLabel = "NxK",
      description = {
        "Rows and columns of a matrix that a vector is multiplied by. Repeatable.",
        "Default: 4096x4096; with --size none."
      })
  private List<String> gemv = List.of();

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = {
        "Products before measuring (default: 10; with --quick 3).",
        "There are more until the JIT was quiet for a second (with --quick a quarter of one)."
      })
  private @Nullable Integer warmup;

  @Option(
      names = "--iters",
      paramLabel = "N",
      description = "Products that are measured (default: 30; with --quick 10).")
  private @Nullable Integer iterations;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  /// For picocli.
  BenchMatMulCommand() {}

  @Override
  public Integer call() throws IOException {
    return bench.run(List.of(this));
  }

  @Override
  public void requireSensibleOptions() {
    for (int size : sizes) {
      require(size >= 1 && size <= LARGEST_SIZE, "--size must be 1 to 8192", size);
    }
    require(warmup == null || warmup >= 0, "--warmup must be 0 or more", warmup);
    require(iterations == null || iterations >= 1, "--iters must be 1 or more", iterations);
    threads.requireSensible();
    List<GemvShape> _ = shapes();
  }

  private static void require(boolean holds, String what, @Nullable Integer value) {
    if (!holds) {
      throw new UsageException(what + ": " + value);
    }
  }

  private List<Integer> squares(boolean quick) {
    if (sizes.isEmpty() && gemv.isEmpty()) {
      return quick ? QUICK_SIZES : SIZES;
    }
    return sizes;
  }

  private List<GemvShape> shapes() {
    return sizes.isEmpty() && gemv.isEmpty()
        ? SHAPES
        : gemv.stream().map(GemvShape::parse).toList();
  }

  private MatMulEffort effort(boolean quick) {
    return new MatMulEffort(
        warmup == null ? (quick ? 3 : 10) : warmup,
        quick ? 0.25 : 1,
        iterations == null ? (quick ? 10 : 30) : iterations);
  }

  @Override
  public List<BenchReport.Result> measure(PrintWriter out, boolean quick) {
    List<MatMulMeasurement> squares = new ArrayList<>();
    List<BenchReport.Result> products = new ArrayList<>();
    int cases = squares(quick).size() + shapes().size() * BlockFormat.values().length;
    try (ProgressBar progress = Progress.bar("matmul", cases * threads.numbers().size())) {
      for (int number : threads.numbers()) {
        try (Workers workers = Workers.of(number)) {
          for (int size : squares(quick)) {
            squares.add(MatMulMeasurement.of(workers, size, effort(quick)));
            progress.step();
          }
          products.addAll(gemv(workers, effort(quick), progress));
        }
      }
    }
    printSquares(squares, out);
    if (!squares.isEmpty() && !products.isEmpty()) {
      out.println();
    }
    BenchReport.print(products, out);
    List<BenchReport.Result> results = new ArrayList<>();
    squares.forEach(square -> results.add(square.result()));
    results.addAll(products);
    return results;
  }

  private List<BenchReport.Result> gemv(
      Workers workers, MatMulEffort effort, ProgressBar progress) {
    List<BenchReport.Result> results = new ArrayList<>();
    for (GemvShape shape : shapes()) {
      for (BlockFormat format : BlockFormat.values()) {
        results.add(GemvMeasurement.of(workers, format, shape, effort));
        progress.step();
      }
    }
    return results;
  }

  private static void printSquares(List<MatMulMeasurement> squares, PrintWriter out) {
    if (squares.isEmpty()) {
      return;
    }
    out.println("  size  threads   median     best    limit  of limit  bytes a call  ancestor");
    squares.forEach(square -> out.println(line(square)));
    out.println();
    out.println("GFLOPS. The limit is multiply-adds on registers, measured after each product.");
    out.println("The ancestor's figures are from its own report and machine, one process, AVX2.");
  }

  private static String line(MatMulMeasurement square) {
    return String.format(
        Locale.ROOT,
        "%6d %8d %8.2f %8.2f %8s %9s %13d %9s",
        square.size(),
        square.threads(),
        square.median(),
        square.best(),
        orDash("%.2f", square.limit()),
        orDash("%.0f%%", 100 * square.median() / square.limit()),
        square.bytesPerCall(),
        orDash("%.2f", ANCESTOR.getOrDefault(square.size(), Double.NaN)));
  }

  private static String orDash(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
