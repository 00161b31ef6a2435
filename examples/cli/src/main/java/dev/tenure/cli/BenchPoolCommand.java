package dev.tenure.cli;

import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Measures rents and returns.
@Command(
    name = "pool",
    description = {
      "Measure how long a rent and its return take.",
      "Memory is rented and returned on one thread, on two, and where one rents and another one"
          + " returns (cross).",
      "Beside the pool: an Arena.ofConfined for each rent, and new float[n]; both are zeroed.",
      "In cross, queue is what the queue between the threads takes with no memory in it."
    },
    footer = {
      "",
      "Netty's and Arrow's allocators are not part of the program;",
      "examples/benchmarks/run memory measures them beside the pool."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be written"})
final class BenchPoolCommand implements Callable<Integer>, Benchmark {
  private static final int LARGEST_SIZE = 1_048_576;
  private static final long POOL_LIMIT_BYTES = 1L << 30;

  /// On one thread, on two, and across.
  private static final int CASES_OF_SIZE = 3;

  @ParentCommand private BenchCommand bench = new BenchCommand();

  @Option(
      names = "--floats",
      paramLabel = "N",
      description = "How many floats. Repeatable. Default: 1024, 65536 and 1048576.")
  private List<Integer> sizes = List.of(1024, 65_536, LARGEST_SIZE);

  /// For picocli.
  BenchPoolCommand() {}

  @Override
  public Integer call() throws IOException {
    return bench.run(List.of(this));
  }

  @Override
  public void requireSensibleOptions() {
    for (int floats : sizes) {
      if (floats < 1 || floats > LARGEST_SIZE) {
        throw new UsageException("--floats must be 1 to %d: %d".formatted(LARGEST_SIZE, floats));
      }
    }
  }

  @Override
  public List<BenchReport.Result> measure(PrintWriter out, boolean quick) {
    List<BenchReport.Result> results = new ArrayList<>();
    try (Together one = Together.of(1);
        Together two = Together.of(2);
        TensorPool pool = TensorPool.withLimit(POOL_LIMIT_BYTES);
        ProgressBar progress = Progress.bar("pool", sizes.size() * CASES_OF_SIZE)) {
      for (int floats : sizes) {
        PoolMeasurement measurement =
            quick
                ? new PoolMeasurement(pool, floats, 5, 0.01, 0.3)
                : new PoolMeasurement(pool, floats, 15, 0.02, 1);
        results.add(measurement.onThreads(one));
        progress.step();
        results.add(measurement.onThreads(two));
        progress.step();
        results.add(measurement.across(two));
        progress.step();
      }
    }
    out.println("  floats and threads             a rent and its return");
    BenchReport.print(results, out);
    return results;
  }
}
