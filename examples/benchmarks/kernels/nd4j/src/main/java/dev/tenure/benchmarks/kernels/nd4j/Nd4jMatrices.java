package dev.tenure.benchmarks.kernels.nd4j;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// A product of ND4J's matrices. Whoever has it sees interfaces of the JDK alone, since ND4J needs
/// other versions of libraries than its peers and so has a class loader of its own.
public final class Nd4jMatrices implements Runnable, Supplier<float[]>, AutoCloseable {
  private final INDArray left;
  private final INDArray right;
  private final INDArray output;

  /// Makes the matrices.
  ///
  /// @param m rows of the left side
  /// @param n columns of the right side
  /// @param k what is summed over
  /// @param left row by row
  /// @param right row by row
  /// @param threads for its BLAS library
  public Nd4jMatrices(int m, int n, int k, float[] left, float[] right, int threads) {
    Nd4j.factory().blas().setMaxThreads(threads);
    this.left = Nd4j.createFromArray(left).reshape(m, k);
    this.right = Nd4j.createFromArray(right).reshape(k, n);
    // BLAS writes columns; with an output of rows it would be copied each time.
    this.output = Nd4j.createUninitialized(new int[] {m, n}, 'f');
  }

  /// Multiplies.
  @Override
  public void run() {
    left.mmuli(right, output);
  }

  /// Returns the output, row by row.
  @Override
  public float[] get() {
    return output.dup('c').data().asFloat();
  }

  @Override
  public void close() {
    left.close();
    right.close();
    output.close();
  }
}
