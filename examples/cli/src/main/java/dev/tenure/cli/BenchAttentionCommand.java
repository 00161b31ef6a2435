package dev.tenure.cli;

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

/// Measures attention with its memory from arrays, a pool, a workspace and a plan.
@Command(
    name = "attention",
    description = {
      "Apply an attention layer (batch 4, 64 tokens, embedding 256, 8 heads), and measure what it",
      "allocates, how often garbage is collected, and how long it takes: with new arrays, a pool,",
      "a workspace, and a plan of the pool."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be written"})
final class BenchAttentionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--iters",
      paramLabel = "N",
      defaultValue = "100",
      description = "Forward passes of a round (default: ${DEFAULT-VALUE}).")
  private int forwards;

  @Option(names = "--quick", description = "Measure one round instead of five.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
  private @Nullable Path json;

  /// For picocli.
  BenchAttentionCommand() {}

  @Override
  public Integer call() throws IOException {
    if (forwards < 1) {
      throw new ParameterException(spec.commandLine(), "give --iters 1 or more");
    }
    AttentionMeasurement measured =
        AttentionMeasurement.of(forwards, quick ? 1 : 5, quick ? 0.5 : 2);
    print(spec.commandLine().getOut(), measured);
    if (json != null) {
      new BenchReport(BenchReport.thisMachine(), results(measured)).write(json);
    }
    return ExitCodes.OK;
  }

  private void print(PrintWriter out, AttentionMeasurement measured) {
    out.println(BenchReport.thisMachine());
    out.println();
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
    out.println("The ancestor, pooled, in its own report: 1,035 KB a forward, 12 collections.");
  }

  private static List<BenchReport.Result> results(AttentionMeasurement measured) {
    List<BenchReport.Result> results = new ArrayList<>();
    measured.variants().forEach(variant -> results.addAll(variant.results()));
    results.add(
        new BenchReport.Result(
            "attention/plan/peak",
            (double) measured.plannedBytes(),
            "bytes",
            Map.of(),
            (double) measured.lowerBoundBytes()));
    return results;
  }
}
