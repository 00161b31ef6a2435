package dev.tenure.memory;

/// What a pool did, and what it holds.
///
/// @param rents how many tensors were rented
/// @param returns how many were closed, or leaked and were taken back
/// @param outstanding how many are rented and not closed now
/// @param hits how many rents were served from memory that was used before
/// @param misses how many rents had to ask the operating system
/// @param doubleCloses how many times a tensor was closed again
/// @param liveBytes the bytes of memory behind the outstanding tensors
/// @param pooledBytes the bytes that wait for the next rent
/// @param peakBytes the largest value that `liveBytes` had; of an engine that counts by thread, and
///   with several of them, at least that and at most what the pool ever held
/// @param limitBytes how many bytes, live and pooled together, the pool may hold
public record PoolStatistics(
    long rents,
    long returns,
    long outstanding,
    long hits,
    long misses,
    long doubleCloses,
    long liveBytes,
    long pooledBytes,
    long peakBytes,
    long limitBytes) {

  /// Returns how many rents were served from memory that was used before.
  ///
  /// @return a share from 0 to 1; 0 if nothing was rented
  public double hitRate() {
    long served = hits + misses;
    return served == 0 ? 0 : (double) hits / served;
  }
}
