package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Tensor;
import jdk.incubator.vector.VectorMask;

/// Operations on elements at the same place.
public final class Elementwise {
  private Elementwise() {}

  /// The sum: `output = left + right`, as in a residual connection.
  ///
  /// @param left of any shape
  /// @param right of the same shape
  /// @param output of the same shape; may be either input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of an input
  public static void add(Tensor left, Tensor right, @Overwrites @MayAlias Tensor output) {
    Operand a = Operand.of("left", left);
    Operand b = Operand.of("right", right).requireShape(a.shape());
    Operand y =
        Operand.of("output", output)
            .requireShape(a.shape())
            .requireSameOrDisjoint(a)
            .requireSameOrDisjoint(b);
    add(a.address(), b.address(), y.address(), y.elements());
  }

  private static void add(long a, long b, long y, long count) {
    long i = 0;
    for (; i <= count - Floats.LANES; i += Floats.LANES) {
      Floats.store(Floats.load(Floats.at(a, i)).add(Floats.load(Floats.at(b, i))), Floats.at(y, i));
    }
    if (i < count) {
      VectorMask<Float> rest = Floats.first((int) (count - i));
      Floats.store(
          Floats.load(Floats.at(a, i), rest).add(Floats.load(Floats.at(b, i), rest)),
          Floats.at(y, i),
          rest);
    }
  }
}
