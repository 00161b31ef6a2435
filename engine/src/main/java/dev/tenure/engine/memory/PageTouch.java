package dev.tenure.engine.memory;

import dev.tenure.memory.TouchHint;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Accesses each page of memory once. The accesses are opaque, so that the compiler keeps them.
final class PageTouch {
  /// The smallest page of the machines that the engine runs on; where pages are larger, some are
  /// touched more than once.
  private static final long PAGE_BYTES = 4096;

  private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();

  private PageTouch() {}

  static void touch(MemorySegment memory, TouchHint hint) {
    for (long offset = 0; offset < memory.byteSize(); offset += PAGE_BYTES) {
      touchByte(memory, offset, hint);
    }
    if (memory.byteSize() > 0) {
      touchByte(memory, memory.byteSize() - 1, hint);
    }
  }

  private static void touchByte(MemorySegment memory, long offset, TouchHint hint) {
    byte present = (byte) BYTE.getOpaque(memory, offset);
    switch (hint) {
      case READ -> {}
      case WRITE -> BYTE.setOpaque(memory, offset, present);
    }
  }
}
