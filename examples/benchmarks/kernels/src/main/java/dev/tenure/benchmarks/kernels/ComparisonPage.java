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
  void add(ProductShape shape, int threads, double peak, List<Measured> measured) {
    Measured ours = measured.getFirst();
    boolean vector = shape.m() == 1;
    double unit = vector ? shape.gigaBytes() : shape.gigaFlop();
    for (Measured each : measured) {
      if (each.isFailed()) {
        rows.append(
            String.format(
                Locale.ROOT,
                "| %d x %d x %d | %d | %s | crashed | | | |%n",
                shape.m(),
                shape.n(),
                shape.k(),
                threads,
                each.engine().label));
        continue;
      }
      rows.append(
          String.format(
              Locale.ROOT,
              "| %d x %d x %d | %d | %s | %.1f / %.1f | %.2f / %.2f | %s | %.0f |%n",
              shape.m(),
              shape.n(),
              shape.k(),
              threads,
              each.engine().label,
              each.best() * unit,
              each.median() * unit,
              ours.best() / each.best(),
              ours.median() / each.median(),
              vector ? "" : "%.2f".formatted(each.best() * unit / peak),
              each.bytes()));
    }
  }

  String text() {
    return """
    # Products beside their peers

    Written by `examples/benchmarks/run kernels`, which measures all in one run.
    %s

    `m x n x k` is an `m x k` matrix times a `k x n` one, of 32-bit floats. Square ones multiply two matrices that are new \
    to the engine; the others are linear layers, whose weights Tenure and ONNX Runtime pack beforehand, which OpenBLAS and oneDNN \
    cannot through these functions; Jlama's right side stands transposed, as its weights do. Best / median over all launches, in GFLOPS, or in GB/s of weights where m is 1; \
    more is better. The ratio is Tenure's to the row's. The peak is multiply-adds on registers through the Vector API, the best \
    of many rounds, times the threads. Bytes are what JMH saw allocated for a \
    product, with its own share, which is larger where a product takes long.

    | Shape | Threads | Engine | Best / median | Tenure's ratio | Of the peak | Bytes |
    | --- | --- | --- | --- | --- | --- | --- |
    %s\
    """
        .formatted(conditions, rows);
  }
}
