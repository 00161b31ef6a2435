package dev.tenure.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A product of one shape by one engine, again and again.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ProductBenchmark {
  private static final double TOLERANCE = 1e-2;

  /// Where the left side is rounded to bytes.
  private static final double QUANTIZED_TOLERANCE = 0.2;

  /// As [ProductShape] reads it.
  @Param("512x512x512")
  public String shape;

  /// Threads of the engine.
  @Param("1")
  public int threads;

  /// Who computes it.
  @Param("TENURE")
  public Engine engine;

  private Product product;

  /// Makes the same matrices for all, and compares a few elements with their definition.
  @Setup(Level.Trial)
  public void setUp() {
    ProductShape sizes = ProductShape.parse(shape);
    product = engine.open(sizes, threads);
    product.run();
    check(sizes, product.result());
  }

  private static void check(ProductShape sizes, float[] result) {
    float[] left = sizes.left();
    float[] right = sizes.right();
    double tolerance = sizes.isQuantized() ? QUANTIZED_TOLERANCE : TOLERANCE;
    for (int i = 0; i < result.length; i += 1 + result.length / 50) {
      double sum = 0;
      for (int k = 0; k < sizes.k(); k++) {
        sum += (double) left[i / sizes.n() * sizes.k() + k] * right[k * sizes.n() + i % sizes.n()];
      }
      if (!(Math.abs(sum - result[i]) <= tolerance)) {
        throw new IllegalStateException("element %d is %s, not %s".formatted(i, result[i], sum));
      }
    }
  }

  /// Gives everything back.
  @TearDown(Level.Trial)
  public void tearDown() {
    product.close();
  }

  /// One product.
  @Benchmark
  public void run() {
    product.run();
  }
}
