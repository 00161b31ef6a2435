package dev.tenure.cli;

import dev.tenure.engine.kernel.KernelInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Measures attention with its memory from arrays, a pool, a workspace and a plan.
@Command(
    name = "attention",
    description = {
      "Measure an attention layer with each way to get its memory.",
      "The layer (batch 4, 64 tokens, embedding 256, 8 heads) is applied with new arrays, a pool, a"
          + " workspace and a plan of the pool. Measured is what it allocates, how often garbage is"
          + " collected, and how long it takes."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be written"})
final class BenchAttentionCommand implements Callable<Integer>, Benchmark {
  @ParentCommand private BenchCommand bench = new BenchCommand();

  @Option(
      names = "--iters",
      paramLabel = "N",
      description = "Forward passes of a round (default: ${DEFAULT-VALUE}).")
  private int forwards = 100;

  /// For picocli.
  BenchAttentionCommand() {}

  @Override
  public Integer call() throws IOException {
    return bench.run(List.of(this));
  }

  @Override
  public void requireSensibleOptions() {
    if (forwards < 1) {
      throw new UsageException("--iters must be 1 or more: " + forwards);
    }
  }

  @Override
  public List<BenchReport.Result> measure(PrintWriter out, boolean quick) {
    AttentionMeasurement measured = AttentionMeasurement.of(forwards, quick ? 1 : 5, quick ? 1 : 2);
    print(out, measured);
    return results(measured);
  }

  private void print(PrintWriter out, AttentionMeasurement measured) {
    out.println("  memory     bytes a forward  collections  ms a forward");
    for (AttentionMeasurement.Variant variant : measured.variants()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-9s %,16d %12d %13.3f",
              variant.name(),
              variant.bytes(),
              variant.collections(),
              variant.milliseconds()));
    }
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "The plan needs %,d bytes; %,d are alive together, and no plan can do with less.",
            measured.plannedBytes(),
            measured.lowerBoundBytes()));
    out.println("Bytes are those of the heap, collections those of " + forwards + " forwards.");
    out.println("A pool's and a plan's bytes are handles: scopes, tensors and views, no elements.");
    out.println("Threads that compute: " + KernelInfo.threads() + ".");
    out.println("The ancestor, pooled, in its own report: 1,035 KB a forward, 12 collections.");
  }

  private static List<BenchReport.Result> results(AttentionMeasurement measured) {
    List<BenchReport.Result> results = new ArrayList<>();
    measured.variants().forEach(variant -> results.addAll(variant.results()));
    results.add(
        BenchReport.Result.under(
            (double) measured.lowerBoundBytes(),
            "attention/plan/peak",
            (double) measured.plannedBytes(),
            "bytes"));
    return results;
  }
}
