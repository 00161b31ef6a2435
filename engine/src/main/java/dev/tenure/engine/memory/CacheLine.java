package dev.tenure.engine.memory;

/// Keeps the fields of a subclass a cache line away from whatever lies before it in the heap, so
/// that threads that work on neighbours do not slow each other down.
abstract class CacheLine {
  /// Fills the gap behind the object's header, where a field of the subclass would go.
  int gap;

  long p0;
  long p1;
  long p2;
  long p3;
  long p4;
  long p5;
  long p6;
  long p7;
}
