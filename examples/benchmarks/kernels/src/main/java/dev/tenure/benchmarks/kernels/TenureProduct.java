package dev.tenure.benchmarks.kernels;

import dev.tenure.engine.kernel.BlockMatrix;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;

/// Ours: linear layers with packed weights, other products without.
final class TenureProduct implements Product {
  private final Arena arena = Arena.ofShared();
  private final ProductShape shape;
  private final Workers workers;
  private final Tensor left;
  private final Tensor output;
  private final Runnable product;

  TenureProduct(ProductShape shape, int threads) {
    this.shape = shape;
    workers = Workers.of(threads);
    left = tensor(shape.m(), shape.k(), shape.left());
    output = tensor(shape.m(), shape.n(), new float[shape.m() * shape.n()]);
    product = shape.isLinearLayer() ? linearLayer() : product();
  }

  private Runnable linearLayer() {
    WeightMatrix weights =
        shape.isQuantized()
            ? WeightMatrix.pack(blocks(), arena)
            : WeightMatrix.packTransposed(right(), arena);
    return () -> MatMul.linear(workers, left, weights, output);
  }

  private Runnable product() {
    Tensor right = right();
    return () -> MatMul.multiply(workers, left, right, output);
  }

  private BlockMatrix blocks() {
    return new BlockMatrix(
        shape.format(), shape.n(), shape.k(), new RandomBlocks(shape).encoded(arena));
  }

  private Tensor right() {
    return tensor(shape.k(), shape.n(), shape.right());
  }

  private Tensor tensor(int rows, int columns, float[] values) {
    Tensor tensor =
        SegmentTensor.over(arena.allocate(4L * rows * columns, 64), Shape.of(rows, columns));
    tensor.copyFrom(values);
    return tensor;
  }

  @Override
  public void run() {
    product.run();
  }

  @Override
  public float[] result() {
    return output.toArray();
  }

  @Override
  public void close() {
    workers.close();
    arena.close();
  }
}
