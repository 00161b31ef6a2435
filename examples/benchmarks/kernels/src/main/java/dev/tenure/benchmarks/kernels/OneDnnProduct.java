package dev.tenure.benchmarks.kernels;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;

/// oneDNN on native memory, through its function in the manner of BLAS.
final class OneDnnProduct implements Product {
  private static final byte AS_IT_IS = 'N';

  private final ProductShape shape;
  private final FloatPointer left;
  private final FloatPointer right;
  private final FloatPointer output;

  OneDnnProduct(ProductShape shape, int threads) {
    this.shape = shape;
    Loader.load(dnnl.class);
    setThreads(threads);
    left = new FloatPointer(shape.left());
    right = new FloatPointer(shape.right());
    output = new FloatPointer((long) shape.m() * shape.n());
  }

  /// It computes on the threads of OpenMP, whose library was loaded with it.
  private static void setThreads(int threads) {
    MemorySegment function = SymbolLookup.loaderLookup().findOrThrow("omp_set_num_threads");
    try {
      Linker.nativeLinker()
          .downcallHandle(function, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
          .invokeExact(threads);
    } catch (Throwable e) {
      throw new IllegalStateException("OpenMP does not take %d threads".formatted(threads), e);
    }
  }

  @Override
  public void run() {
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    int status = dnnl_sgemm(AS_IT_IS, AS_IT_IS, m, n, k, 1, left, k, right, n, 0, output, n);
    if (status != 0) {
      throw new IllegalStateException("oneDNN answers " + status);
    }
  }

  @Override
  public float[] result() {
    float[] values = new float[shape.m() * shape.n()];
    output.get(values);
    return values;
  }

  @Override
  public void close() {
    left.close();
    right.close();
    output.close();
  }
}
