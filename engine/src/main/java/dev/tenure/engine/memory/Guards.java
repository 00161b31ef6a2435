package dev.tenure.engine.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tenure.memory.MemoryCorruptionException;
import java.lang.foreign.MemorySegment;

/// Finds writes to memory that belongs to no tensor.
///
/// A free block is filled with bytes of which all bits are set, floats that are not a number. When
/// it is rented all of them must still be there, and when it is returned those behind the tensor.
final class Guards {
  /// At least so many bytes lie between the end of a tensor and that of its block.
  static final int BYTES = 64;

  private static final byte POISON = -1; // and so is an int of such bytes

  private Guards() {}

  /// Fills a block that serves no tensor.
  static void poison(Block block) {
    block.memory().fill(POISON);
  }

  /// Checks what lies behind a tensor that is closed now.
  ///
  /// @throws MemoryCorruptionException if it changed
  static void checkReturn(Lease lease) {
    long changed = firstChange(lease.block().memory(), lease.elementBytes());
    if (changed >= 0) {
      throw new MemoryCorruptionException(
          "%s was written past its end: byte %d behind its %d bytes was changed; %s"
              .formatted(
                  lease, changed - lease.elementBytes(), lease.elementBytes(), lease.history()),
          lease.last());
    }
  }

  /// Checks a block that served a tensor before and is rented now.
  ///
  /// @param before the tensor that it served last
  /// @throws MemoryCorruptionException if it changed
  static void checkRent(Block block, Lease before) {
    long changed = firstChange(block.memory(), 0);
    if (changed >= 0) {
      throw new MemoryCorruptionException(
          "the memory of %s was written after it was closed, at byte %d; %s"
              .formatted(before, changed, before.history()),
          before.last());
    }
  }

  /// Returns the offset of the first four bytes from an offset on that are not as they were filled;
  /// -1 if all are. Sizes are multiples of four.
  private static long firstChange(MemorySegment memory, long from) {
    for (long i = from; i < memory.byteSize(); i += Integer.BYTES) {
      if (memory.get(JAVA_INT, i) != POISON) {
        return i;
      }
    }
    return -1;
  }
}
