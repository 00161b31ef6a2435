package dev.tenure.engine.memory;

import dev.tenure.engine.storage.LargePages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where the memory of new blocks comes from.
@FunctionalInterface
interface BlockAllocator {
  /// Asks the operating system.
  BlockAllocator NATIVE = (arena, bytes) -> LargePages.allocate(arena, bytes, SizeClass.ALIGNMENT);

  /// Allocates zeroed memory, aligned to [SizeClass#ALIGNMENT] bytes.
  ///
  /// @param arena owns it
  /// @throws OutOfMemoryError if there is none
  MemorySegment allocate(Arena arena, long bytes);
}
