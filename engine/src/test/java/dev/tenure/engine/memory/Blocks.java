package dev.tenure.engine.memory;

import java.lang.foreign.MemorySegment;

/// Makes blocks without memory, for what only keeps them.
final class Blocks {
  private static final NativeTensorPool POOL = NativeTensorPool.openShared(1);

  private Blocks() {}

  static Block of(long bytes) {
    return new Block(POOL, null, MemorySegment.NULL, SizeClass.indexOf(bytes));
  }
}
