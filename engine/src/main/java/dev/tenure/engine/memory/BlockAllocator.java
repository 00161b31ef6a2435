package dev.tenure.engine.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where the memory of new blocks comes from.
@FunctionalInterface
interface BlockAllocator {
  /// Asks the operating system.
  BlockAllocator NATIVE = (arena, bytes) -> arena.allocate(bytes, SizeClass.ALIGNMENT);

  /// Allocates zeroed memory, aligned to [SizeClass#ALIGNMENT] bytes.
  ///
  /// @param arena owns it
  /// @throws OutOfMemoryError if there is none
  MemorySegment allocate(Arena arena, long bytes);
}
