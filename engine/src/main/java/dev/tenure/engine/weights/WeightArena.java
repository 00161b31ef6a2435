package dev.tenure.engine.weights;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.storage.LargePages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The memory of a model's weights: many tensors, few of which are as large as a large page, and
/// all of which are read for each token. So they lie one after the other in large blocks.
///
/// Any thread may allocate in it, use its memory and close it, as with [Arena#ofShared()].
@Pooled
public final class WeightArena implements Arena {
  /// Only what is used of a block takes memory.
  private static final long BLOCK_BYTES = 64L << 20;

  /// What is larger gets a block of its own.
  private static final long LARGE_BYTES = BLOCK_BYTES / 8;

  private static final long ALIGNMENT = 64;

  private final Arena owner = Arena.ofShared();
  private MemorySegment block = MemorySegment.NULL;
  private long used;

  /// Opens an arena, which the caller closes.
  public WeightArena() {}

  /// @throws IllegalStateException if this was closed
  /// @throws OutOfMemoryError if the system has no more
  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    return bytes <= LARGE_BYTES && alignment <= ALIGNMENT && LargePages.areSupported()
        ? slice(bytes)
        : LargePages.allocate(owner, bytes, alignment);
  }

  private synchronized MemorySegment slice(long bytes) {
    if (!owner.scope().isAlive()) {
      throw new IllegalStateException("this arena was closed");
    }
    if (bytes > block.byteSize() - used) {
      block = LargePages.allocate(owner, BLOCK_BYTES, ALIGNMENT);
      used = 0;
    }
    MemorySegment slice = block.asSlice(used, bytes);
    used += (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    return slice;
  }

  @Override
  public MemorySegment.Scope scope() {
    return owner.scope();
  }

  /// Frees all of it.
  ///
  /// @throws IllegalStateException if it was closed before
  @Override
  public void close() {
    owner.close();
  }
}
