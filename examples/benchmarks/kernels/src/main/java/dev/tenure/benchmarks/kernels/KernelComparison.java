package dev.tenure.benchmarks.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Writes the page that compares products with their peers.
public final class KernelComparison {
  private static final List<String> SHAPES =
      List.of(
          "128x128x128",
          "256x256x256",
          "512x512x512",
          "1024x1024x1024",
          "2048x2048x2048",
          "32x5632x2048",
          "128x5632x2048",
          "1x4096x4096",
          "1x16384x4096:Q8_0",
          "1x16384x4096:Q4_0");
  private static final List<Integer> THREADS = List.of(1, 2);

  /// Until then the JIT has compiled the loops, even those of the largest product.
  private static final TimeValue WARM_UP = TimeValue.seconds(6);

  /// Until then the threads of native libraries run, and their memory is there.
  private static final TimeValue NATIVE_WARM_UP = TimeValue.seconds(1);

  private static final int ITERATIONS = 5;

  private int forks = 5;
  private long milliseconds = 1000;
  private List<String> shapes = SHAPES;
  private Path page;

  private KernelComparison(Path page) {
    this.page = page;
  }

  /// Measures and writes.
  ///
  /// @param arguments the page, and options
  /// @throws IOException if the page cannot be written
  /// @throws RunnerException if JMH fails
  public static void main(String[] arguments) throws IOException, RunnerException {
    KernelComparison comparison = new KernelComparison(Path.of(arguments[0]).normalize());
    for (int i = 1; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("'%s' has no value".formatted(arguments[i]));
      }
      comparison.option(arguments[i], arguments[i + 1]);
    }
    System.out.println(comparison.measure());
  }

  private void option(String name, String value) {
    switch (name) {
      case "--forks" -> forks = Integer.parseInt(value);
      case "--milliseconds" -> milliseconds = Long.parseLong(value);
      case "--shapes" -> shapes = Arrays.asList(value.split(",", -1));
      case "--page" -> page = page.resolveSibling(value);
      default ->
          throw new IllegalArgumentException(
              "'%s' is none of --forks, --milliseconds, --shapes and --page".formatted(name));
    }
  }

  /// Writes the page anew after each shape, so that a run that is broken off leaves what it has.
  private String measure() throws IOException, RunnerException {
    ComparisonPage results = new ComparisonPage(forks, ITERATIONS, milliseconds);
    for (int threads : THREADS) {
      for (String shape : shapes) {
        ProductShape sizes = ProductShape.parse(shape);
        results.add(sizes, threads, limit(sizes, threads), measure(shape, sizes, threads));
        Files.writeString(page, results.text());
      }
    }
    return results.text();
  }

  private static double limit(ProductShape shape, int threads) {
    return shape.isBoundByMemory()
        ? ReadRate.measure((long) (1e9 * shape.gigaBytes()), threads)
        : threads * PeakRate.measure();
  }

  /// Launches one engine after the other, and that again and again, so that a time in which the
  /// machine is slower is one for all.
  private List<Measured> measure(String shape, ProductShape sizes, int threads)
      throws RunnerException {
    Map<Engine, Measured> row = new EnumMap<>(Engine.class);
    for (int launch = 0; launch < forks; launch++) {
      for (Engine engine : Engine.values()) {
        if (engine.has(sizes, threads)) {
          row.merge(engine, measure(shape, threads, engine), Measured::and);
        }
      }
    }
    return List.copyOf(row.values());
  }

  /// A peer whose process crashes has a row without figures; ours must not.
  private Measured measure(String shape, int threads, Engine engine) throws RunnerException {
    try {
      return Measured.of(engine, run(shape, threads, engine));
    } catch (RunnerException e) {
      if (engine == Engine.TENURE) {
        throw e;
      }
      System.err.println(engine.label + " failed with " + shape + ": " + e.getMessage());
      return Measured.failed(engine);
    }
  }

  private RunResult run(String shape, int threads, Engine engine) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(ProductBenchmark.class.getName())
            .param("shape", shape)
            .param("threads", Integer.toString(threads))
            .param("engine", engine.name())
            .forks(1)
            .warmupIterations(1)
            .warmupTime(engine.isCompiledAtRunTime ? WARM_UP : NATIVE_WARM_UP)
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.milliseconds(milliseconds))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .jvmArgsAppend(
                "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED")
            .build();
    Collection<RunResult> results = new Runner(options).run();
    return results.iterator().next();
  }
}
