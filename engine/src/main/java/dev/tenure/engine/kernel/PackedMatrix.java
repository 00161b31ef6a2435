package dev.tenure.engine.kernel;

import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;

/// A weight matrix `[rows, columns]` in the order in which [MatMul#linear] reads it.
///
/// The columns are cut into panels of two vectors; a panel holds its part of row 0, then of row 1,
/// and so on, so that the innermost loop reads memory from front to back. The last panel is filled
/// up with zeros. Packing costs one pass, so weights are packed once, when they are loaded.
///
/// Immutable; any number of threads may use one. It lives as long as the arena that it was packed
/// into.
public final class PackedMatrix {
  /// Columns of a panel.
  static final int PANEL = MatMulTile.COLUMNS;

  private static final int ALIGNMENT = 64;

  private final Arena arena;
  private final long address;
  private final int rows;
  private final int columns;

  private PackedMatrix(Arena arena, long address, int rows, int columns) {
    this.arena = arena;
    this.address = address;
    this.rows = rows;
    this.columns = columns;
  }

  /// Packs a matrix.
  ///
  /// @param weights `[rows, columns]`: inputs by outputs; not needed any more afterwards
  /// @param arena gives the memory, and ends the packed matrix when it closes
  /// @return the packed matrix
  /// @throws IllegalArgumentException if the weights are not a native matrix
  public static PackedMatrix pack(Tensor weights, Arena arena) {
    Operand source = Operand.ofRank(2, "weights", weights);
    int rows = source.dimension(0);
    int columns = source.dimension(1);
    long panels = (columns + PANEL - 1L) / PANEL;
    long floats = Math.multiplyExact(panels * PANEL, (long) rows);
    long packed = arena.allocate(Math.max(1, floats) * Float.BYTES, ALIGNMENT).address();
    for (int column = 0; column < columns; column += PANEL) {
      packPanel(source, column, Floats.at(packed, (long) column * rows));
    }
    return new PackedMatrix(arena, packed, rows, columns);
  }

  /// The memory is zeroed already, so only what there is has to be copied.
  private static void packPanel(Operand source, int column, long panel) {
    int columns = source.dimension(1);
    int width = Math.min(PANEL, columns - column);
    for (int row = 0; row < source.dimension(0); row++) {
      Floats.copy(
          Floats.at(source.address(), (long) row * columns + column),
          Floats.at(panel, (long) row * PANEL),
          width);
    }
  }

  /// Returns the number of rows: the inputs of a linear layer.
  ///
  /// @return the number of rows
  public int rows() {
    return rows;
  }

  /// Returns the number of columns: the outputs of a linear layer.
  ///
  /// @return the number of columns
  public int columns() {
    return columns;
  }

  /// Returns the panel that begins with this column, or the first columns of it.
  MatrixView panel(int firstColumn, int width) {
    return new MatrixView(
        Floats.at(address, (long) firstColumn * rows), rows, width, (long) PANEL * Float.BYTES);
  }

  /// Checks that the memory is still there.
  void requireAlive() {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("the arena of the packed weights was closed");
    }
  }
}
