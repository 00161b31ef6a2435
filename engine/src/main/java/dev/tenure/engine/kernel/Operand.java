package dev.tenure.engine.kernel;

import dev.tenure.engine.storage.NativeTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// What a kernel's guard knows of one argument after it was checked: where it is, and how large.
///
/// @param name the parameter's name, for messages
/// @param address where the first element is
/// @param shape its shape
record Operand(String name, long address, Shape shape) {
  /// Checks that an argument is native and open.
  ///
  /// @throws IllegalArgumentException if it is on the heap
  /// @throws dev.tenure.tensor.ClosedTensorException if it was closed
  static Operand of(String name, Tensor tensor) {
    if (tensor instanceof NativeTensor nativeTensor) {
      return new Operand(name, nativeTensor.address(), tensor.shape());
    }
    throw new IllegalArgumentException(
        "%s is a tensor on the heap, which kernels cannot address; rent one from a pool and copy it: pool.rentUninitialized(shape).copyFrom(%s)"
            .formatted(name, name));
  }

  /// Checks that an argument is native, open and of this rank.
  static Operand ofRank(int rank, String name, Tensor tensor) {
    Operand operand = of(name, tensor);
    if (tensor.shape().rank() != rank) {
      throw new IllegalArgumentException(
          "%s must have %d dimensions, not the shape %s".formatted(name, rank, tensor.shape()));
    }
    return operand;
  }

  int dimension(int index) {
    return shape.dimension(index);
  }

  long elements() {
    return shape.elementCount();
  }

  /// Checks the shape.
  Operand requireShape(Shape expected) {
    if (!shape.equals(expected)) {
      throw new IllegalArgumentException(
          "%s must have the shape %s, not %s".formatted(name, expected, shape));
    }
    return this;
  }

  /// Checks one dimension.
  Operand requireDimension(int index, int size) {
    if (dimension(index) != size) {
      throw new IllegalArgumentException(
          "dimension %d of %s must be %d, not as in its shape %s"
              .formatted(index, name, size, shape));
    }
    return this;
  }

  /// Checks that this destination shares no memory with an input.
  Operand requireDisjoint(Operand input) {
    if (overlaps(input)) {
      throw new IllegalArgumentException(
          "%s must not overlap with %s: it is written while the other is still read"
              .formatted(name, input.name));
    }
    return this;
  }

  /// Checks that this destination is exactly the memory of an input, or shares none with it.
  Operand requireSameOrDisjoint(Operand input) {
    return address == input.address ? this : requireDisjoint(input);
  }

  private boolean overlaps(Operand other) {
    return address < Floats.at(other.address, other.elements())
        && other.address < Floats.at(address, elements());
  }
}
