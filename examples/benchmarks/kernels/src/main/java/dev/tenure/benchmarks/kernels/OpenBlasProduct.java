package dev.tenure.benchmarks.kernels;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/// OpenBLAS on native memory; one row is its product of a matrix and a vector.
final class OpenBlasProduct implements Product {
  private final ProductShape shape;
  private final FloatPointer left;
  private final FloatPointer right;
  private final FloatPointer output;

  OpenBlasProduct(ProductShape shape, int threads) {
    this.shape = shape;
    blas_set_num_threads(threads);
    left = new FloatPointer(shape.left());
    right = new FloatPointer(shape.right());
    output = new FloatPointer((long) shape.m() * shape.n());
  }

  @Override
  public void run() {
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    if (m == 1) {
      cblas_sgemv(CblasRowMajor, openblas.CblasTrans, k, n, 1, right, n, left, 1, 0, output, 1);
    } else {
      cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, left, k, right, n, 0, output, n);
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
