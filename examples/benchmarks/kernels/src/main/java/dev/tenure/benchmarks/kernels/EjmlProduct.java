package dev.tenure.benchmarks.kernels;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/// EJML on heap arrays.
final class EjmlProduct implements Product {
  private final FMatrixRMaj left;
  private final FMatrixRMaj right;
  private final FMatrixRMaj output;

  EjmlProduct(ProductShape shape) {
    left = FMatrixRMaj.wrap(shape.m(), shape.k(), shape.left());
    right = FMatrixRMaj.wrap(shape.k(), shape.n(), shape.right());
    output = new FMatrixRMaj(shape.m(), shape.n());
  }

  @Override
  public void run() {
    CommonOps_FDRM.mult(left, right, output);
  }

  @Override
  public float[] result() {
    return output.getData().clone();
  }

  @Override
  public void close() {}
}
