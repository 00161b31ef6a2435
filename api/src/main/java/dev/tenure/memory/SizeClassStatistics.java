package dev.tenure.memory;

/// How well the blocks of one size serve a pool's rents.
///
/// @param blockBytes the size of the blocks
/// @param hits how many rents were served from such blocks that were used before
/// @param misses how many rents had to ask the operating system for one
public record SizeClassStatistics(long blockBytes, long hits, long misses) {
  /// Returns how many rents there were.
  ///
  /// @return hits and misses together
  public long rents() {
    return hits + misses;
  }

  /// Returns how many rents were served from memory that was used before.
  ///
  /// @return a share from 0 to 1; 0 if nothing was rented
  public double hitRate() {
    return rents() == 0 ? 0 : (double) hits / rents();
  }
}
