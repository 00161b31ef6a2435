package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.vector.BlockTiles;
import dev.tenure.engine.storage.LargePages;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/// The memory in which one thread works. It grows to what the largest call needed, and stays.
final class Scratch {
  private static final int ALIGNMENT = 64;

  private final Arena arena;
  private long address;
  private long bytes;
  private float @Nullable [] block;

  Scratch(Arena arena) {
    this.arena = arena;
  }

  /// Returns the address of at least so many bytes, with any contents.
  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // it grows to what the largest call needed
  long address(long required) {
    if (required > bytes) {
      bytes = Math.max(required, 2 * bytes);
      address = LargePages.allocate(arena, bytes, ALIGNMENT).address();
    }
    return address;
  }

  /// Returns the array that holds a block of a left side, with any contents.
  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // it is made once
  float[] block() {
    float[] made = block;
    if (made == null) {
      made = new float[BlockTiles.ROWS * BlockTiles.INNER];
      block = made;
    }
    return made;
  }
}
