package dev.tenure.engine.grammar;

/// A part of an alternative: a byte out of a range, or another rule.
sealed interface Element {
  /// One byte.
  ///
  /// @param from the least, from 0 to 255
  /// @param to the greatest
  record Bytes(int from, int to) implements Element {}

  /// A rule, by its number.
  record Reference(int rule) implements Element {}
}
