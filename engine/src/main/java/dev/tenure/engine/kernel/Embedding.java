package dev.tenure.engine.kernel;

import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// The look-up of vectors by id.
public final class Embedding {
  private Embedding() {}

  /// Copies the table's row of each id.
  ///
  /// @param table `[vocabulary, n]`
  /// @param ids row numbers of the table
  /// @param output `[ids, n]`
  /// @throws IndexOutOfBoundsException if the table has no such row; nothing was written then
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with the table
  public static void lookup(Tensor table, int[] ids, @Overwrites Tensor output) {
    Operand t = Operand.ofRank(2, "table", table);
    int length = t.dimension(1);
    Operand y =
        Operand.of("output", output).requireShape(Shape.of(ids.length, length)).requireDisjoint(t);
    for (int id : ids) {
      if (id < 0 || id >= t.dimension(0)) {
        throw new IndexOutOfBoundsException(
            "no row %d in a table of %d rows".formatted(id, t.dimension(0)));
      }
    }
    for (int i = 0; i < ids.length; i++) {
      Floats.copy(
          Floats.at(t.address(), (long) ids[i] * length),
          Floats.at(y.address(), (long) i * length),
          length);
    }
  }
}
