package dev.tenure.engine.kernel;

import dev.tenure.engine.kernel.backend.PanelKernels;
import dev.tenure.engine.kernel.backend.RowKernels;
import dev.tenure.engine.kernel.backend.TileKernels;
import dev.tenure.engine.kernel.scalar.ScalarPanels;
import dev.tenure.engine.kernel.scalar.ScalarRows;
import dev.tenure.engine.kernel.scalar.ScalarTiles;
import dev.tenure.engine.kernel.vector.BlockTiles;
import dev.tenure.engine.kernel.vector.VectorPanels;
import dev.tenure.engine.kernel.vector.VectorRows;
import dev.tenure.engine.kernel.vector.VectorTiles;

/// Which loops the kernels run on: those of the Vector API, or the plain ones where it is absent.
///
/// Chosen once, when the first kernel is used. The choice is in constants, so that the JIT calls
/// the loops directly.
final class Backend {
  static final RowKernels ROWS;
  static final TileKernels TILES;
  static final PanelKernels PANELS;
  static final boolean VECTOR = isVectorApiWanted();

  /// Whether matrices are multiplied by [BlockTiles]: with vectors of 256 bits, because processors
  /// whose vectors are as wide have 16 of them.
  static final boolean BLOCK_TILES;

  private static final System.Logger LOGGER = System.getLogger(Backend.class.getName());

  static {
    if (VECTOR) {
      ROWS = new VectorRows();
      TILES = new VectorTiles();
      PANELS = new VectorPanels();
      BLOCK_TILES = PANELS.lanes() * Float.SIZE == 256;
    } else {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "Kernels run without vectors, many times slower than they could:"
              + " start java with --add-modules jdk.incubator.vector.");
      ROWS = new ScalarRows();
      TILES = new ScalarTiles();
      PANELS = new ScalarPanels();
      BLOCK_TILES = false;
    }
  }

  private Backend() {}

  private static boolean isVectorApiWanted() {
    return !Boolean.getBoolean(KernelInfo.SCALAR_PROPERTY)
        && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
