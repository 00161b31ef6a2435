package dev.tenure.benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the benchmarks of this module and rewrites what lies between the markers of a page.
public final class MemoryComparison {
  private static final String BEGIN = "<!-- figures -->";
  private static final String HEAP = "2g";
  private static final String END = "<!-- end of figures -->";

  private MemoryComparison() {}

  /// Runs.
  ///
  /// @param arguments the page, and `--quick` to warm up and measure each for a second
  public static void main(String[] arguments) throws IOException, RunnerException {
    boolean quick = List.of(arguments).contains("--quick");
    StringBuilder figures = new StringBuilder(machine(quick));
    figures.append(table("Rent and return, one thread", run(RentBenchmark.class, 1, quick)));
    figures.append(table("Rent and return, two threads", run(RentBenchmark.class, 2, quick)));
    figures.append(
        table("Returned by another thread, one by one", run(CrossThreadBenchmark.class, quick)));
    figures.append(
        table(
            "Returned by another thread, handed over 32 at a time",
            run(BatchCrossThreadBenchmark.class, quick)));
    figures.append(
        table("Rents that nobody returns one by one", run(ScopeBenchmark.class, 1, quick)));
    Path page = Path.of(arguments[0]);
    Files.writeString(page, replaced(Files.readString(page), figures.toString()));
  }

  private static String machine(boolean quick) {
    return "%nJava %s on %d processors of %s%s.%n"
        .formatted(
            Runtime.version(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.arch"),
            quick ? ", measured with `--quick`, so only a first impression" : "");
  }

  private static Collection<RunResult> run(Class<?> benchmark, int threads, boolean quick)
      throws RunnerException {
    return run(options(benchmark, quick).threads(threads));
  }

  /// Runs a benchmark whose groups have their own threads.
  private static Collection<RunResult> run(Class<?> benchmark, boolean quick)
      throws RunnerException {
    return run(options(benchmark, quick));
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private static ChainedOptionsBuilder options(Class<?> benchmark, boolean quick) {
    TimeValue time = TimeValue.milliseconds(quick ? 300 : 1_000);
    int iterations = quick ? 3 : 5;
    return new OptionsBuilder()
        .include(benchmark.getName())
        .forks(quick ? 1 : 3)
        .warmupIterations(iterations)
        .warmupTime(time)
        .measurementIterations(iterations)
        .measurementTime(time)
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend(
            "-Xms" + HEAP,
            "-Xmx" + HEAP,
            "-XX:+AlwaysPreTouch", // or the first use of each page of the heap is measured, too
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED");
  }

  /// A line for each benchmark and its parameters: nanoseconds, and bytes of garbage.
  private static String table(String title, Collection<RunResult> results) {
    List<String> lines = new ArrayList<>();
    for (RunResult result : results) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.1f | %,.0f |",
              name(result),
              result.getParams().getParam("floats"),
              result.getPrimaryResult().getScore(),
              bytes(result)));
    }
    return "%n## %s%n%n| | floats | ns | bytes of garbage |%n| --- | --- | --- | --- |%n%s%n"
        .formatted(title, String.join("\n", lines));
  }

  private static String name(RunResult result) {
    String allocator = result.getParams().getParam("allocator");
    String benchmark = result.getParams().getBenchmark();
    return allocator == null ? benchmark.substring(benchmark.lastIndexOf('.') + 1) : allocator;
  }

  private static double bytes(RunResult result) {
    Result<?> norm = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return norm == null ? Double.NaN : norm.getScore();
  }

  private static String replaced(String page, String figures) {
    int from = page.indexOf(BEGIN) + BEGIN.length();
    return page.substring(0, from) + "\n" + figures + "\n" + page.substring(page.indexOf(END));
  }
}
