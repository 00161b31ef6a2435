package dev.tenure.engine.metrics;

/// What a console for JMX shows of a pool, and what can be done with it there.
///
/// The attributes are those of [dev.tenure.memory.PoolStatistics], each read for itself.
public interface PoolMXBean {
  /// Returns how many tensors were rented.
  ///
  /// @return a count since the last reset
  long getRents();

  /// Returns how many tensors were closed.
  ///
  /// @return a count since the last reset
  long getReturns();

  /// Returns how many tensors are rented and not closed now.
  ///
  /// @return a number of tensors
  long getOutstanding();

  /// Returns which share of the rents was served from memory that was used before.
  ///
  /// @return 0 to 1
  double getHitRate();

  /// Returns how many times a tensor was closed again.
  ///
  /// @return a count since the last reset
  long getDoubleCloses();

  /// Returns how much memory is behind the outstanding tensors.
  ///
  /// @return a number of bytes
  long getLiveBytes();

  /// Returns how much memory waits for the next rent.
  ///
  /// @return a number of bytes
  long getPooledBytes();

  /// Returns the largest value that the live bytes had.
  ///
  /// @return a number of bytes
  long getPeakBytes();

  /// Returns how much memory the pool may hold.
  ///
  /// @return a number of bytes
  long getLimitBytes();

  /// Describes the pool for people.
  ///
  /// @return some lines of text
  String diagnostics();

  /// Gives memory that is not in use back to the operating system.
  ///
  /// @return how many bytes were given back
  long trim();

  /// Sets the counts to zero, and the peak to the bytes in use now.
  void resetStatistics();
}
