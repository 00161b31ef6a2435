package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.storage.LargePages;
import java.lang.foreign.Arena;

/// The memory in which one thread works. It grows to what the largest call needed, and stays.
final class Scratch {
  private static final int ALIGNMENT = 64;

  private final Arena arena;
  private long address;
  private long bytes;

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
}
