package corpus.ownership;

import java.lang.foreign.*;
import java.util.*;
import java.util.concurrent.*;

/// Memory segments, which end with their arena.
class Segments {
  private MemorySegment kept;
  Arena arena;

  int usedInside() {
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment segment = confined.allocate(ValueLayout.JAVA_INT);
      segment.set(ValueLayout.JAVA_INT, 0, 42);
      return segment.get(ValueLayout.JAVA_INT, 0);
    }
  }

  MemorySegment returned() {
    try (Arena confined = Arena.ofConfined()) {
      // expect: BorrowEscapes
      return confined.allocate(8);
    }
  }

  MemorySegment returnedByAVariable() {
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment segment = confined.allocateFrom("text");
      segment.fill((byte) 0);
      // expect: BorrowEscapes
      return segment.asSlice(1);
    }
  }

  MemorySegment returnedBehindAFinally() {
    Arena confined = Arena.ofConfined();
    try {
      // expect: BorrowEscapes
      return confined.allocate(8);
    } finally {
      confined.close();
    }
  }

  MemorySegment heapCopy() {
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment segment = confined.allocateFrom("text");
      return MemorySegment.ofArray(segment.toArray(ValueLayout.JAVA_BYTE));
    }
  }

  MemorySegment ofTheCallersArena(Arena callers) {
    return callers.allocate(8).asSlice(4);
  }

  MemorySegment ofNobodysArena() {
    return Arena.ofAuto().allocate(8);
  }

  void stored() {
    try (Arena confined = Arena.ofConfined()) {
      // expect: BorrowEscapes
      kept = confined.allocate(8);
    }
  }

  void storedWithItsArena() {
    Arena shared = Arena.ofShared();
    kept = shared.allocate(8);
    arena = shared;
  }

  int readAfterTheTry() {
    MemorySegment segment;
    try (Arena confined = Arena.ofConfined()) {
      segment = confined.allocate(8);
      segment.fill((byte) 1);
    }
    // expect: UseAfterClose
    return segment.get(ValueLayout.JAVA_INT, 0);
  }

  void writtenAfterTheClose() {
    Arena confined = Arena.ofConfined();
    MemorySegment segment = confined.allocate(8);
    confined.close();
    // expect: UseAfterClose
    segment.set(ValueLayout.JAVA_INT, 0, 1);
  }

  void sliceOfASlice() {
    Arena confined = Arena.ofConfined();
    MemorySegment part = confined.allocate(8).asSlice(2).asSlice(2);
    confined.close();
    // expect: UseAfterClose
    part.fill((byte) 0);
  }

  void copiedAfterTheClose(MemorySegment target) {
    Arena confined = Arena.ofConfined();
    MemorySegment segment = confined.allocate(8);
    confined.close();
    // expect: UseAfterClose
    target.copyFrom(segment);
  }

  boolean askedAfterTheClose() {
    Arena confined = Arena.ofConfined();
    MemorySegment segment = confined.allocate(8);
    confined.close();
    return segment.scope().isAlive() && segment.byteSize() == segment.address();
  }

  void eachRoundItsOwn(int n) {
    MemorySegment last = MemorySegment.NULL;
    for (int i = 0; i < n; i++) {
      try (Arena confined = Arena.ofConfined()) {
        last = confined.allocate(8);
        last.fill((byte) i);
      }
    }
    System.out.println(last.byteSize());
  }

  void theOuterArenaIsOpen() {
    try (Arena outer = Arena.ofConfined()) {
      MemorySegment target = outer.allocate(8);
      try (Arena inner = Arena.ofConfined()) {
        target.copyFrom(inner.allocate(8));
      }
      target.fill((byte) 0);
    }
  }

  void keptInAListOfItsOwn() {
    try (Arena confined = Arena.ofConfined()) {
      List<MemorySegment> segments = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        segments.add(confined.allocate(8));
      }
      segments.forEach(segment -> segment.fill((byte) 0));
    }
  }

  void usedByATaskThatRunsLater(Executor executor) {
    try (Arena shared = Arena.ofShared()) {
      MemorySegment segment = shared.allocate(8);
      // expect: BorrowEscapes
      executor.execute(() -> segment.fill((byte) 1));
    }
  }

  void usedByATaskThatIsWaitedFor(ExecutorService executor) throws Exception {
    try (Arena shared = Arena.ofShared()) {
      MemorySegment segment = shared.allocate(8);
      executor.submit(() -> segment.fill((byte) 1)).get();
    }
  }

  MemorySegment closedOnlyWhenItFails(long size) {
    Arena shared = Arena.ofShared();
    try {
      kept = shared.allocate(size);
      arena = shared;
      return kept;
    } catch (RuntimeException failure) {
      shared.close();
      throw failure;
    }
  }

  SequencedSegments builtWithItsArena(long size) {
    Arena shared = Arena.ofShared();
    return new SequencedSegments(shared, shared.allocate(size));
  }

  record SequencedSegments(Arena arena, MemorySegment memory) implements AutoCloseable {
    @Override
    public void close() {
      arena.close();
    }
  }
}
