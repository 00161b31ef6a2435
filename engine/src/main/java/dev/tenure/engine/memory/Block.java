package dev.tenure.engine.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Native memory that serves one tensor after the other, in an arena of its own so that it can be
/// freed alone.
///
/// @param arena owns the memory
/// @param memory all of it, aligned to 64 bytes
record Block(Arena arena, MemorySegment memory) {
  /// Asks the operating system for zeroed memory.
  ///
  /// @throws OutOfMemoryError if it has none
  @SuppressWarnings("MustBeClosedChecker") // the block owns the arena, and free() closes it
  static Block allocate(long bytes) {
    Arena arena = Arena.ofShared();
    try {
      return new Block(arena, arena.allocate(bytes, SizeClass.ALIGNMENT));
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  long bytes() {
    return memory.byteSize();
  }

  void free() {
    arena.close();
  }
}
