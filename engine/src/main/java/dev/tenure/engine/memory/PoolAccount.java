package dev.tenure.engine.memory;

import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.SizeClassStatistics;
import java.util.ArrayList;
import java.util.List;

/// Counts rents and returns, or is the sum of such counts. Not thread-safe.
///
/// Part of a pool's rents may be counted here and their returns elsewhere: then what is outstanding
/// and live is right in the sum only, and may be negative in a part.
final class PoolAccount {
  private final long[] hits = new long[SizeClass.COUNT];
  private final long[] misses = new long[SizeClass.COUNT];
  private long returns;
  private long liveBytes;
  private long peakBytes;

  /// Counts a rent that found a block.
  void hit(int sizeClass) {
    hits[sizeClass]++;
    live(SizeClass.bytesOf(sizeClass));
  }

  /// Counts a rent for which the system is asked.
  void miss(int sizeClass) {
    misses[sizeClass]++;
    live(SizeClass.bytesOf(sizeClass));
  }

  private void live(long bytes) {
    liveBytes += bytes;
    if (liveBytes > peakBytes) { // a branch, so that there is a store only then
      peakBytes = liveBytes;
    }
  }

  /// Takes a rent back for which there was no memory after all.
  void failed(int sizeClass) {
    misses[sizeClass]--;
    liveBytes -= SizeClass.bytesOf(sizeClass);
  }

  void returned(Block block) {
    returns++;
    liveBytes -= block.bytes();
  }

  /// Adds what another one counted.
  void add(PoolAccount other) {
    for (int i = 0; i < hits.length; i++) {
      hits[i] += other.hits[i];
      misses[i] += other.misses[i];
    }
    returns += other.returns;
    liveBytes += other.liveBytes;
    peakBytes += other.peakBytes;
  }

  void resetPeak() {
    peakBytes = liveBytes;
  }

  long liveBytes() {
    return liveBytes;
  }

  long outstanding() {
    return sum(hits) + sum(misses) - returns;
  }

  /// Returns what was counted since an earlier account.
  ///
  /// @param since the account at the last reset
  /// @param doubleCloses how often something was closed again since then
  /// @param heldBytes the bytes that the pool has from the system
  /// @param peakHeldBytes the largest value that those had since then
  /// @param limitBytes how many they may be
  PoolStatistics reading(
      PoolAccount since, long doubleCloses, long heldBytes, long peakHeldBytes, long limitBytes) {
    long hitsSince = sum(hits) - sum(since.hits);
    long missesSince = sum(misses) - sum(since.misses);
    return new PoolStatistics(
        hitsSince + missesSince,
        returns - since.returns,
        outstanding(),
        hitsSince,
        missesSince,
        doubleCloses,
        liveBytes,
        heldBytes - liveBytes,
        Math.min(peakBytes, peakHeldBytes),
        limitBytes);
  }

  /// Returns what was counted since an earlier account, by size class; those that were rented from.
  List<SizeClassStatistics> bySizeClass(PoolAccount since) {
    List<SizeClassStatistics> classes = new ArrayList<>();
    for (int i = 0; i < hits.length; i++) {
      long hitsSince = hits[i] - since.hits[i];
      long missesSince = misses[i] - since.misses[i];
      if (hitsSince + missesSince > 0) {
        classes.add(new SizeClassStatistics(SizeClass.bytesOf(i), hitsSince, missesSince));
      }
    }
    return List.copyOf(classes);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
