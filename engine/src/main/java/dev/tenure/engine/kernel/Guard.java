package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.storage.NativeTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// The checks at the entry of every kernel. They allocate nothing unless they throw.
final class Guard {
  private Guard() {}

  /// Returns where an argument is, after it was found to be native and open.
  ///
  /// @throws IllegalArgumentException if it is on the heap
  /// @throws dev.tenure.tensor.ClosedTensorException if it was closed
  @NoAllocation
  static long address(String name, Tensor tensor) {
    if (tensor instanceof NativeTensor nativeTensor) {
      return nativeTensor.address();
    }
    throw new IllegalArgumentException(
        "%s is a tensor on the heap, which kernels cannot address; rent one from a pool and copy it: pool.rentUninitialized(shape).copyFrom(%s)"
            .formatted(name, name));
  }

  /// Checks that an argument has this rank.
  @NoAllocation
  static void requireRank(String name, Tensor tensor, int rank) {
    if (tensor.shape().rank() != rank) {
      throw new IllegalArgumentException(
          "%s must have %d dimensions, not the shape %s".formatted(name, rank, tensor.shape()));
    }
  }

  /// Checks that an argument is a vector of this length.
  @NoAllocation
  static void requireVector(String name, Tensor tensor, int length) {
    Shape shape = tensor.shape();
    if (shape.rank() != 1 || shape.dimension(0) != length) {
      throw new IllegalArgumentException(
          "%s must have the shape [%d], not %s".formatted(name, length, shape));
    }
  }

  /// Checks that an argument is a matrix of this size.
  @NoAllocation
  static void requireMatrix(String name, Tensor tensor, int rows, int columns) {
    Shape shape = tensor.shape();
    if (shape.rank() != 2 || shape.dimension(0) != rows || shape.dimension(1) != columns) {
      throw new IllegalArgumentException(
          "%s must have the shape [%d, %d], not %s".formatted(name, rows, columns, shape));
    }
  }

  /// Checks that an argument is a matrix with so many columns, and returns its rows.
  @NoAllocation
  static int requireColumns(String name, Tensor tensor, int columns) {
    requireRank(name, tensor, 2);
    Shape shape = tensor.shape();
    if (shape.dimension(1) != columns) {
      throw new IllegalArgumentException(
          "dimension 1 of %s must be %d, not as in its shape %s".formatted(name, columns, shape));
    }
    return shape.dimension(0);
  }

  /// Checks that two arguments have the same shape.
  @NoAllocation
  static void requireSameShape(String name, Tensor tensor, Tensor other) {
    if (!tensor.shape().equals(other.shape())) {
      throw new IllegalArgumentException(
          "%s must have the shape %s, not %s".formatted(name, other.shape(), tensor.shape()));
    }
  }

  /// Checks that a destination shares no memory with an input.
  @NoAllocation
  static void requireDisjoint(String name, Tensor destination, String inputName, Tensor input) {
    long to = address(name, destination);
    long from = address(inputName, input);
    if (to < from + bytes(input) && from < to + bytes(destination)) {
      throw new IllegalArgumentException(
          "%s must not overlap with %s: it is written while the other is still read"
              .formatted(name, inputName));
    }
  }

  /// Checks that a destination is exactly the memory of an input, or shares none with it.
  @NoAllocation
  static void requireSameOrDisjoint(
      String name, Tensor destination, String inputName, Tensor input) {
    boolean same =
        address(name, destination) == address(inputName, input)
            && bytes(destination) == bytes(input);
    if (!same) {
      requireDisjoint(name, destination, inputName, input);
    }
  }

  private static long bytes(Tensor tensor) {
    return tensor.shape().elementCount() * Float.BYTES;
  }
}
