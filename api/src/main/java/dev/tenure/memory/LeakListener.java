package dev.tenure.memory;

/// Hears of leaks.
@FunctionalInterface
public interface LeakListener {
  /// A leak was found at a place where none was found before.
  ///
  /// Called by a thread that rents, before it gets its tensor; an exception is logged, and the rent
  /// goes on.
  ///
  /// @param report the place, and what leaked there until now
  void leaked(LeakReport report);
}
