package dev.tenure.engine.kernel;

import dev.tenure.annotations.Accumulates;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Matrix products.
///
/// The blocking is that of Goto and van de Geijn (Anatomy of High-Performance Matrix
/// Multiplication, ACM TOMS 34, 2008): the right side in packed panels of a tile's columns, blocks
/// of the inner dimension, tiles whose sums stay in registers. The order of each sum is fixed by
/// the shapes, so results are the same bits from run to run, whatever the number of threads.
///
/// A call without [Workers] runs on the calling thread alone.
public final class MatMul {
  private MatMul() {}

  /// A linear layer: `output = input · weightsᵀ`.
  ///
  /// @param workers the threads that compute it
  /// @param input `[m, inputs]`
  /// @param weights `[outputs, inputs]`, packed. If they are quantised and the rows are few, the
  ///   input is quantised to 8 bits first, with a scale for every 32 elements
  /// @param output `[m, outputs]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  @NoAllocation
  public static void linear(
      Workers workers, Tensor input, WeightMatrix weights, @Overwrites Tensor output) {
    linear(workers, input, weights, null, null, output);
  }

  /// A linear layer with bias and activation: `output = activation(input · weightsᵀ + bias)`.
  ///
  /// @param workers the threads that compute it
  /// @param input `[m, inputs]`
  /// @param weights `[outputs, inputs]`, packed; see [#linear(Workers, Tensor, WeightMatrix,
  ///   Tensor)]
  /// @param bias `[outputs]`, or nothing
  /// @param activation what is applied to each result, or nothing
  /// @param output `[m, outputs]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  @NoAllocation
  public static void linear(
      Workers workers,
      Tensor input,
      WeightMatrix weights,
      @Nullable Tensor bias,
      @Nullable ActivationFunction activation,
      @Overwrites Tensor output) {
    int rows = checkLinear(input, weights, bias, output);
    workers.enter();
    try {
      LinearJob job = workers.linear;
      job.begin(Guard.address("input", input), rows, activation, false);
      add(job, weights, bias, output);
      job.finish(workers);
    } finally {
      workers.exit();
    }
  }

  /// A linear layer that is added to what is there: `output = output + input · weightsᵀ`, as in a
  /// residual connection.
  ///
  /// @param workers the threads that compute it
  /// @param input `[m, inputs]`
  /// @param weights `[outputs, inputs]`, packed; see [#linear(Workers, Tensor, WeightMatrix,
  ///   Tensor)]
  /// @param output `[m, outputs]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  @NoAllocation
  public static void linearAdd(
      Workers workers, Tensor input, WeightMatrix weights, @Accumulates Tensor output) {
    int rows = checkLinear(input, weights, null, output);
    workers.enter();
    try {
      LinearJob job = workers.linear;
      job.begin(Guard.address("input", input), rows, null, true);
      add(job, weights, null, output);
      job.finish(workers);
    } finally {
      workers.exit();
    }
  }

  /// A linear layer with bias: `output = input · weightsᵀ + bias`.
  ///
  /// A small one runs on the calling thread. A larger one runs on the team that all such calls
  /// share ([KernelInfo#threads()]), or, while another call has it, on the calling thread too.
  ///
  /// @param input `[m, inputs]`
  /// @param weights `[outputs, inputs]`, packed
  /// @param bias `[outputs]`, or nothing
  /// @param output `[m, outputs]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  @NoAllocation
  public static void linear(
      Tensor input, WeightMatrix weights, @Nullable Tensor bias, @Overwrites Tensor output) {
    linear(input, weights, bias, null, output);
  }

  /// A linear layer with bias and activation: `output = activation(input · weightsᵀ + bias)`.
  ///
  /// A small one runs on the calling thread. A larger one runs on the team that all such calls
  /// share ([KernelInfo#threads()]), or, while another call has it, on the calling thread too.
  ///
  /// @param input `[m, inputs]`
  /// @param weights `[outputs, inputs]`, packed
  /// @param bias `[outputs]`, or nothing
  /// @param activation what is applied to each result, or nothing
  /// @param output `[m, outputs]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  @NoAllocation
  public static void linear(
      Tensor input,
      WeightMatrix weights,
      @Nullable Tensor bias,
      @Nullable ActivationFunction activation,
      @Overwrites Tensor output) {
    int rows = checkLinear(input, weights, bias, output);
    Workers common = CommonWorkers.tryEnter((long) rows * weights.inputs() * weights.outputs());
    if (common != null) {
      try {
        linear(common, input, weights, bias, activation, output);
      } finally {
        common.exit();
      }
      return;
    }
    Workers solo = SoloWorkers.borrow();
    try {
      linear(solo, input, weights, bias, activation, output);
    } finally {
      SoloWorkers.giveBack(solo);
    }
  }

  /// Two linear layers of one input, which is prepared once: `output = input · weightsᵀ + bias` of
  /// each, as of a gated feed-forward layer.
  ///
  /// @param workers the threads that compute it
  /// @param input `[m, inputs]`
  /// @param first a layer
  /// @param firstOutput `[m, outputs]` of the first layer
  /// @param second another layer
  /// @param secondOutput `[m, outputs]` of the second layer
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or an
  ///   output overlaps with an input or with the other output
  @NoAllocation
  public static void linear(
      Workers workers,
      Tensor input,
      LinearLayer first,
      @Overwrites Tensor firstOutput,
      LinearLayer second,
      @Overwrites Tensor secondOutput) {
    int rows = checkLinear(input, first.weights(), first.bias(), firstOutput);
    checkLinear(input, second.weights(), second.bias(), secondOutput);
    Guard.requireDisjoint("first output", firstOutput, "second output", secondOutput);
    workers.enter();
    try {
      LinearJob job = workers.linear;
      job.begin(Guard.address("input", input), rows, null, false);
      add(job, first.weights(), first.bias(), firstOutput);
      add(job, second.weights(), second.bias(), secondOutput);
      job.finish(workers);
    } finally {
      workers.exit();
    }
  }

  /// Three linear layers of one input, which is prepared once: `output = input · weightsᵀ + bias`
  /// of each, as for the queries, keys and values of an attention.
  ///
  /// @param workers the threads that compute it
  /// @param input `[m, inputs]`
  /// @param first a layer
  /// @param firstOutput `[m, outputs]` of the first layer
  /// @param second another layer
  /// @param secondOutput `[m, outputs]` of the second layer
  /// @param third another layer
  /// @param thirdOutput `[m, outputs]` of the third layer
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or an
  ///   output overlaps with an input or with another output
  @NoAllocation
  public static void linear(
      Workers workers,
      Tensor input,
      LinearLayer first,
      @Overwrites Tensor firstOutput,
      LinearLayer second,
      @Overwrites Tensor secondOutput,
      LinearLayer third,
      @Overwrites Tensor thirdOutput) {
    int rows = checkLinear(input, first.weights(), first.bias(), firstOutput);
    checkLinear(input, second.weights(), second.bias(), secondOutput);
    checkLinear(input, third.weights(), third.bias(), thirdOutput);
    Guard.requireDisjoint("first output", firstOutput, "second output", secondOutput);
    Guard.requireDisjoint("first output", firstOutput, "third output", thirdOutput);
    Guard.requireDisjoint("second output", secondOutput, "third output", thirdOutput);
    workers.enter();
    try {
      LinearJob job = workers.linear;
      job.begin(Guard.address("input", input), rows, null, false);
      add(job, first.weights(), first.bias(), firstOutput);
      add(job, second.weights(), second.bias(), secondOutput);
      add(job, third.weights(), third.bias(), thirdOutput);
      job.finish(workers);
    } finally {
      workers.exit();
    }
  }

  /// Three linear layers of one input, which is prepared once: `output = input · weightsᵀ + bias`
  /// of each, as for the queries, keys and values of an attention.
  ///
  /// Runs on the calling thread or on the team that all such calls share, as [#linear(Tensor,
  /// WeightMatrix, Tensor, Tensor)] does.
  ///
  /// @param input `[m, inputs]`
  /// @param first a layer
  /// @param firstOutput `[m, outputs]` of the first layer
  /// @param second another layer
  /// @param secondOutput `[m, outputs]` of the second layer
  /// @param third another layer
  /// @param thirdOutput `[m, outputs]` of the third layer
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or an
  ///   output overlaps with an input or with another output
  @NoAllocation
  public static void linear(
      Tensor input,
      LinearLayer first,
      @Overwrites Tensor firstOutput,
      LinearLayer second,
      @Overwrites Tensor secondOutput,
      LinearLayer third,
      @Overwrites Tensor thirdOutput) {
    int rows = checkLinear(input, first.weights(), first.bias(), firstOutput);
    long outputs =
        (long) first.weights().outputs() + second.weights().outputs() + third.weights().outputs();
    Workers common = CommonWorkers.tryEnter(rows * outputs * first.weights().inputs());
    if (common != null) {
      try {
        linear(common, input, first, firstOutput, second, secondOutput, third, thirdOutput);
      } finally {
        common.exit();
      }
      return;
    }
    Workers solo = SoloWorkers.borrow();
    try {
      linear(solo, input, first, firstOutput, second, secondOutput, third, thirdOutput);
    } finally {
      SoloWorkers.giveBack(solo);
    }
  }

  @NoAllocation
  private static void add(
      LinearJob job, WeightMatrix weights, @Nullable Tensor bias, Tensor output) {
    job.add(
        weights, bias == null ? 0 : Guard.address("bias", bias), Guard.address("output", output));
  }

  @NoAllocation
  private static int checkLinear(
      Tensor input, WeightMatrix weights, @Nullable Tensor bias, Tensor output) {
    weights.requireAlive();
    int rows = Guard.requireColumns("input", input, weights.inputs());
    Guard.requireMatrix("output", output, rows, weights.outputs());
    Guard.requireDisjoint("output", output, "input", input);
    if (bias != null) {
      Guard.requireVector("bias", bias, weights.outputs());
      Guard.requireDisjoint("output", output, "bias", bias);
    }
    return rows;
  }

  /// The product of two matrices on the calling thread: `output = left · right`.
  ///
  /// For a right side that is used once; weights are faster [packed][WeightMatrix].
  ///
  /// @param left `[m, k]`
  /// @param right `[k, n]`
  /// @param output `[m, n]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  @NoAllocation
  public static void multiply(Tensor left, Tensor right, @Overwrites Tensor output) {
    Workers solo = SoloWorkers.borrow();
    try {
      multiply(solo, left, right, output);
    } finally {
      SoloWorkers.giveBack(solo);
    }
  }

  /// The product of two matrices: `output = left · right`.
  ///
  /// @param workers the threads that compute it
  /// @param left `[m, k]`
  /// @param right `[k, n]`
  /// @param output `[m, n]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with an input
  @NoAllocation
  public static void multiply(
      Workers workers, Tensor left, Tensor right, @Overwrites Tensor output) {
    Guard.requireRank("left", left, 2);
    int m = left.shape().dimension(0);
    int k = left.shape().dimension(1);
    Guard.requireRank("right", right, 2);
    int n = right.shape().dimension(1);
    Guard.requireMatrix("right", right, k, n);
    Guard.requireMatrix("output", output, m, n);
    Guard.requireDisjoint("output", output, "left", left);
    Guard.requireDisjoint("output", output, "right", right);
    workers.enter();
    try {
      workers.product.run(
          workers,
          Guard.address("left", left),
          (long) k * Float.BYTES,
          false,
          Guard.address("right", right),
          (long) n * Float.BYTES,
          false,
          Guard.address("output", output),
          (long) n * Float.BYTES,
          m,
          k,
          n,
          false);
    } finally {
      workers.exit();
    }
  }

  /// The product of two matrices inside tensors, each transposed if wanted: `output = left ·
  /// right`.
  ///
  /// @param workers the threads that compute it
  /// @param left `m` rows, `k` columns
  /// @param right `k` rows, `n` columns
  /// @param output `m` rows, `n` columns, not transposed
  /// @throws IllegalArgumentException if the sizes do not fit, a tensor is on the heap, the output
  ///   is transposed, or the memory between the output's first and last element overlaps with an
  ///   input's
  @NoAllocation
  public static void multiply(
      Workers workers, MatrixSlice left, MatrixSlice right, @Overwrites MatrixSlice output) {
    slices(workers, left, right, output, false);
  }

  /// The product of two matrices inside tensors, added to what is there: `output = output + left ·
  /// right`.
  ///
  /// @param workers the threads that compute it
  /// @param left `m` rows, `k` columns
  /// @param right `k` rows, `n` columns
  /// @param output `m` rows, `n` columns, not transposed
  /// @throws IllegalArgumentException as [#multiply(Workers, MatrixSlice, MatrixSlice,
  ///   MatrixSlice)]
  @NoAllocation
  public static void multiplyAdd(
      Workers workers, MatrixSlice left, MatrixSlice right, @Accumulates MatrixSlice output) {
    slices(workers, left, right, output, true);
  }

  @NoAllocation
  private static void slices(
      Workers workers, MatrixSlice left, MatrixSlice right, MatrixSlice output, boolean add) {
    if (left.columns() != right.rows()
        || left.rows() != output.rows()
        || right.columns() != output.columns()
        || output.transposed()) {
      throw new IllegalArgumentException(
          "%d x %d times %d x %d cannot become %d x %d%s"
              .formatted(
                  left.rows(),
                  left.columns(),
                  right.rows(),
                  right.columns(),
                  output.rows(),
                  output.columns(),
                  output.transposed() ? " transposed" : ""));
    }
    requireDisjoint("left", left, output);
    requireDisjoint("right", right, output);
    workers.enter();
    try {
      workers.product.run(workers, left, right, output, add);
    } finally {
      workers.exit();
    }
  }

  @NoAllocation
  private static void requireDisjoint(String name, MatrixSlice input, MatrixSlice output) {
    long from = input.address(name);
    long to = output.address("output");
    if (to < from + input.extent() && from < to + output.extent()) {
      throw new IllegalArgumentException(
          "output must not overlap with %s: it is written while the other is still read"
              .formatted(name));
    }
  }
}
