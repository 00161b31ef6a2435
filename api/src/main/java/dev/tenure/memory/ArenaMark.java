package dev.tenure.memory;

/// A state of a [TensorArena] to go back to, as often as needed. It is stale as soon as the arena
/// goes back to an earlier one.
public interface ArenaMark {
  /// Returns how much was in use when the mark was set.
  ///
  /// @return a number of bytes
  long usedBytes();
}
