package dev.tenure.cli;

import java.util.function.IntToDoubleFunction;

/// Times a step that is too short for the clock: as many of them as fill a slice of time.
///
/// It belongs to one thread.
final class Pace {
  /// Enough that what begins and ends them does not count, where a slice has so many.
  private static final int LEAST_STEPS = 64;

  private static final int MOST_STEPS = 1 << 26;

  private final double sliceNanos;
  private final IntToDoubleFunction loop;
  private int steps = LEAST_STEPS;

  /// Begins.
  ///
  /// @param sliceSeconds the slice; it is filled at least by half
  /// @param loop takes so many steps, and returns how many nanoseconds they took
  Pace(double sliceSeconds, IntToDoubleFunction loop) {
    this.sliceNanos = sliceSeconds * 1e9;
    this.loop = loop;
  }

  /// Returns how long a step takes.
  double nanosOfStep() {
    double nanos = loop.applyAsDouble(steps);
    while (nanos < sliceNanos / 2 && steps < MOST_STEPS) {
      steps *= 2;
      nanos = loop.applyAsDouble(steps);
    }
    return nanos / steps;
  }
}
