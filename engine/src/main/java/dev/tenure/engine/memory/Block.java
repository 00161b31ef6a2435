package dev.tenure.engine.memory;

import dev.tenure.annotations.NoAllocation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Native memory that serves one tensor after the other.
///
/// A block of a size class has an arena of its own, so that it can be freed alone. A piece of
/// memory that somebody else owns, such as a plan, has none. Blocks are not changed, unless memory
/// is guarded: that many threads read one costs nothing.
final class Block {
  private static final int NO_RENT = -1;

  private final NativeTensorPool pool;

  /// Owns the memory; null if somebody else does.
  private final @Nullable Arena arena;

  private final MemorySegment memory;
  private final long address;
  private final int sizeClass;
  private final long bytes;

  /// The number of the rent of a plan that it serves; -1 if it is of no plan.
  private final int plannedRent;

  /// The tensor that it served last; known only to pools that guard their memory.
  private @Nullable Lease last;

  /// @param pool where its tensors report to
  /// @param arena owns the memory; null if somebody else does
  /// @param memory all of it, aligned to 64 bytes
  /// @param sizeClass the number of its size class
  Block(NativeTensorPool pool, @Nullable Arena arena, MemorySegment memory, int sizeClass) {
    this(pool, arena, memory, sizeClass, NO_RENT);
  }

  private Block(
      NativeTensorPool pool,
      @Nullable Arena arena,
      MemorySegment memory,
      int sizeClass,
      int plannedRent) {
    this.pool = pool;
    this.arena = arena;
    this.memory = memory;
    this.address = memory.address();
    this.sizeClass = sizeClass;
    this.bytes = SizeClass.bytesOf(sizeClass);
    this.plannedRent = plannedRent;
  }

  /// Asks the operating system for zeroed memory.
  ///
  /// @throws OutOfMemoryError if it has none
  @SuppressWarnings("MustBeClosedChecker") // the block owns the arena, and free() closes it
  static Block allocate(NativeTensorPool pool, BlockAllocator allocator, int sizeClass) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment memory = allocator.allocate(arena, SizeClass.bytesOf(sizeClass));
      return new Block(pool, arena, memory, sizeClass);
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /// Returns a piece of a plan's memory, which does not go back to the pool.
  ///
  /// @param rent the number of the plan's rent that it serves
  static Block piece(NativeTensorPool pool, MemorySegment memory, int rent) {
    return new Block(pool, null, memory, SizeClass.indexOf(memory.byteSize()), rent);
  }

  NativeTensorPool pool() {
    return pool;
  }

  MemorySegment memory() {
    return memory;
  }

  @NoAllocation
  long address() {
    return address;
  }

  int sizeClass() {
    return sizeClass;
  }

  @Nullable Lease last() {
    return last;
  }

  void setLast(Lease lease) {
    last = lease;
  }

  boolean isPooled() {
    return arena != null;
  }

  /// The number of the rent of a plan that it serves; negative if it is of no plan.
  int plannedRent() {
    return plannedRent;
  }

  /// How many bytes the pool counts for it.
  long bytes() {
    return bytes;
  }

  void free() {
    if (arena != null) {
      arena.close();
    }
  }
}
