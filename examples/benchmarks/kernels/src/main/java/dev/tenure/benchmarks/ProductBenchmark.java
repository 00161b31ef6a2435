package dev.tenure.benchmarks;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Products of square matrices of 32-bit floats. `gigaFlop` beside the score are GFLOPS.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {
  /// Rows and columns.
  @Param({"128", "256", "512", "1024", "2048"})
  public int size;

  /// Threads of ours and of OpenBLAS; EJML's product runs on one.
  @Param({"1", "2"})
  public int threads;

  private Arena arena;
  private Workers workers;
  private Tensor left;
  private Tensor right;
  private Tensor product;
  private FloatPointer nativeLeft;
  private FloatPointer nativeRight;
  private FloatPointer nativeProduct;
  private FMatrixRMaj heapLeft;
  private FMatrixRMaj heapRight;
  private FMatrixRMaj heapProduct;

  /// Counts operations.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Operations {
    /// Billions of floating point operations.
    public double gigaFlop;
  }

  /// Makes the same matrices for all.
  @Setup(Level.Trial)
  public void setUp() {
    arena = Arena.ofShared();
    workers = Workers.of(threads);
    blas_set_num_threads(threads);
    float[] a = random(1);
    float[] b = random(2);
    left = tensor(a);
    right = tensor(b);
    product = tensor(a);
    nativeLeft = new FloatPointer(a);
    nativeRight = new FloatPointer(b);
    nativeProduct = new FloatPointer(a);
    heapLeft = FMatrixRMaj.wrap(size, size, a);
    heapRight = FMatrixRMaj.wrap(size, size, b);
    heapProduct = new FMatrixRMaj(size, size);
  }

  private float[] random(long seed) {
    Random random = new Random(seed);
    float[] values = new float[size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private Tensor tensor(float[] values) {
    Tensor tensor =
        SegmentTensor.over(arena.allocate((long) values.length * 4, 64), Shape.of(size, size));
    tensor.copyFrom(values);
    return tensor;
  }

  /// Gives everything back.
  @TearDown(Level.Trial)
  public void tearDown() {
    workers.close();
    arena.close();
    nativeLeft.close();
    nativeRight.close();
    nativeProduct.close();
  }

  /// Ours.
  @Benchmark
  public void tenure(Operations operations) {
    MatMul.multiply(workers, left, right, product);
    count(operations);
  }

  /// OpenBLAS, on native memory.
  @Benchmark
  public void openblas(Operations operations) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        size,
        size,
        size,
        1,
        nativeLeft,
        size,
        nativeRight,
        size,
        0,
        nativeProduct,
        size);
    count(operations);
  }

  /// EJML, on heap arrays.
  @Benchmark
  public void ejml(Operations operations) {
    CommonOps_FDRM.mult(heapLeft, heapRight, heapProduct);
    count(operations);
  }

  private void count(Operations operations) {
    operations.gigaFlop += 2e-9 * size * size * size;
  }
}
