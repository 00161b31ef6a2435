package dev.tenure.benchmarks.kernels;

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
  private final Workers workers;
  private final Tensor left;
  private final Tensor right;
  private final Tensor output;
  private final WeightMatrix weights;
  private final boolean packed;

  TenureProduct(ProductShape shape, int threads) {
    workers = Workers.of(threads);
    left = tensor(shape.m(), shape.k(), shape.left());
    right = tensor(shape.k(), shape.n(), shape.right());
    output = tensor(shape.m(), shape.n(), new float[shape.m() * shape.n()]);
    weights = WeightMatrix.packTransposed(right, arena);
    packed = shape.isLinearLayer();
  }

  private Tensor tensor(int rows, int columns, float[] values) {
    Tensor tensor =
        SegmentTensor.over(arena.allocate(4L * rows * columns, 64), Shape.of(rows, columns));
    tensor.copyFrom(values);
    return tensor;
  }

  @Override
  public void run() {
    if (packed) {
      MatMul.linear(workers, left, weights, output);
    } else {
      MatMul.multiply(workers, left, right, output);
    }
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
