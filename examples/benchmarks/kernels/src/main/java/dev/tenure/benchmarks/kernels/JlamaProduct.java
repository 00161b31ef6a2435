package dev.tenure.benchmarks.kernels;

import com.github.tjake.jlama.math.VectorMath;
import com.github.tjake.jlama.tensor.FloatBufferTensor;
import com.github.tjake.jlama.tensor.operations.TensorOperations;
import com.github.tjake.jlama.tensor.operations.TensorOperationsProvider;
import com.github.tjake.jlama.util.PhysicalCoreExecutor;

/// Jlama with its native library, whose right side stands transposed, as weights do in its models.
final class JlamaProduct implements Product {
  private final ProductShape shape;
  private final TensorOperations operations;
  private final FloatBufferTensor left;
  private final FloatBufferTensor right;
  private final FloatBufferTensor output;

  JlamaProduct(ProductShape shape, int threads) {
    this.shape = shape;
    PhysicalCoreExecutor.overrideThreadCount(threads);
    operations = TensorOperationsProvider.get();
    left = tensor(shape.left(), shape.m(), shape.k(), false);
    right = tensor(shape.right(), shape.n(), shape.k(), true);
    output = new FloatBufferTensor(shape.m(), shape.n());
  }

  private static FloatBufferTensor tensor(
      float[] values, int rows, int columns, boolean transposed) {
    FloatBufferTensor tensor = new FloatBufferTensor(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int index = transposed ? column * rows + row : row * columns + column;
        tensor.set(values[index], row, column);
      }
    }
    return tensor;
  }

  @Override
  public void run() {
    VectorMath.pchunk(
        0,
        shape.n(),
        (from, count) ->
            operations.dotProductChunk(output, left, right, 0, shape.k(), from, count));
  }

  @Override
  public float[] result() {
    float[] values = new float[shape.m() * shape.n()];
    for (int i = 0; i < values.length; i++) {
      values[i] = output.get(i / shape.n(), i % shape.n());
    }
    return values;
  }

  @Override
  public void close() {
    left.close();
    right.close();
    output.close();
  }
}
