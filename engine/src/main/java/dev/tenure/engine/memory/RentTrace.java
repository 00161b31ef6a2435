package dev.tenure.engine.memory;

import dev.tenure.tensor.Shape;
import java.util.List;

/// What a scope did: the tensors that it rented and closed, in that order.
///
/// @param rents in the order in which they were rented
/// @param events the numbers of the rents: `r` where it began, `~r` where its scope closed it
record RentTrace(List<Rent> rents, List<Integer> events) {
  /// One tensor.
  ///
  /// @param shape what was asked for
  /// @param bytes the memory that it takes, a multiple of [SizeClass#ALIGNMENT]
  /// @param begin when it was rented, as an index of the events
  /// @param end when its scope closed it; after all events if it was promoted
  /// @param leaves whether it was promoted, or has no elements, so that its memory is the pool's
  record Rent(Shape shape, long bytes, int begin, int end, boolean leaves) {
    /// Whether there is a time at which both hold memory.
    boolean meets(Rent other) {
      return begin < other.end && other.begin < end;
    }
  }

  RentTrace {
    rents = List.copyOf(rents);
    events = List.copyOf(events);
  }

  static long bytesOf(Shape shape) {
    long bytes = shape.elementCount() * Float.BYTES;
    return (bytes + SizeClass.ALIGNMENT - 1) / SizeClass.ALIGNMENT * SizeClass.ALIGNMENT;
  }
}
