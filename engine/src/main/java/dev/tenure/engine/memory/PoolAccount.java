package dev.tenure.engine.memory;

import dev.tenure.memory.PoolStatistics;

/// Counts what a pool does. Not thread-safe.
final class PoolAccount {
  private final long limitBytes;
  private long rents;
  private long returns;
  private long outstanding;
  private long hits;
  private long misses;
  private long doubleCloses;
  private long liveBytes;
  private long peakBytes;

  PoolAccount(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  long limitBytes() {
    return limitBytes;
  }

  long liveBytes() {
    return liveBytes;
  }

  long outstanding() {
    return outstanding;
  }

  void rented(long blockBytes, boolean hit) {
    rents++;
    outstanding++;
    if (hit) {
      hits++;
    } else {
      misses++;
    }
    liveBytes += blockBytes;
    peakBytes = Math.max(peakBytes, liveBytes);
  }

  /// Takes a rent back for which there was no memory after all.
  void failed(long blockBytes) {
    rents--;
    outstanding--;
    misses--;
    liveBytes -= blockBytes;
  }

  void returned(long blockBytes) {
    returns++;
    outstanding--;
    liveBytes -= blockBytes;
  }

  /// Counts a double close; tells whether it was the first.
  boolean closedAgain() {
    doubleCloses++;
    return doubleCloses == 1;
  }

  void reset() {
    rents = 0;
    returns = 0;
    hits = 0;
    misses = 0;
    doubleCloses = 0;
    peakBytes = liveBytes;
  }

  PoolStatistics reading(long pooledBytes) {
    return new PoolStatistics(
        rents,
        returns,
        outstanding,
        hits,
        misses,
        doubleCloses,
        liveBytes,
        pooledBytes,
        peakBytes,
        limitBytes);
  }
}
