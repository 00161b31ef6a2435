package dev.tenure.benchmarks.kernels;

import dev.tenure.engine.kernel.KernelInfo;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// The page of the comparison, one row for each engine, shape and number of threads.
final class ComparisonPage {
  private final StringBuilder rows = new StringBuilder();
  private final String conditions;

  ComparisonPage(int forks, int iterations, long milliseconds) {
    conditions =
        String.format(
            Locale.ROOT,
            "%s, %s of %d processors, JDK %s, %s; launches of the JVM for each row: %d, with %d"
                + " measurements of %d ms in each. The load average of the minute before was %.1f:"
                + " above 1 the machine was busy with other work.",
            LocalDate.now(),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            KernelInfo.description(),
            forks,
            iterations,
            milliseconds,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /// Adds what the engines reached with a shape, ours first.
  ///
  /// @param limit GFLOPS that arithmetic allows, or GB/s that memory does
  void add(ProductShape shape, int threads, double limit, List<Measured> measured) {
    Measured ours = measured.getFirst();
    for (Measured each : measured) {
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %s | %s |%n",
              shape,
              threads,
              each.engine().label,
              each.isFailed() ? "crashed | | | " : figures(shape, limit, ours, each)));
    }
  }

  private static String figures(ProductShape shape, double limit, Measured ours, Measured each) {
    double unit = shape.isBoundByMemory() ? shape.gigaBytes() : shape.gigaFlop();
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f | %.2f / %.2f | %.2f | %.0f",
        each.best() * unit,
        each.median() * unit,
        ours.best() / each.best(),
        ours.median() / each.median(),
        each.best() * unit / limit,
        each.bytes());
  }

  String text() {
    return """
    # Products beside their peers

    Written by `examples/benchmarks/run kernels`, which measures all in one run.
    %s

    `m x n x k` is an `m x k` matrix times a `k x n` one, of 32-bit floats where it names no other format. Square ones multiply \
    two matrices that are new to the engine; the others are linear layers, whose weights Tenure, ONNX Runtime and ggml may put \
    in another order beforehand, which OpenBLAS, oneDNN and ND4J cannot through these functions; Jlama's right side stands transposed, as its \
    weights do. Best / median over all launches, in which the engines take turns, in GFLOPS, or in GB/s of weights where m is 1; \
    more is better. The ratio is Tenure's to the row's. The limit is multiply-adds on registers through the Vector API, times the \
    threads, or where m is 1 reading as many bytes on as many threads; the best of many rounds. A limit \
    is passed where the processor keeps a part of the weights from one product to the next. Bytes are the most that JMH saw \
    allocated for a product, with its own share, which is larger where a product takes long.

    | Shape | Threads | Engine | Best / median | Tenure's ratio | Of the limit | Bytes |
    | --- | --- | --- | --- | --- | --- | --- |
    %s\
    """
        .formatted(conditions, rows);
  }
}
