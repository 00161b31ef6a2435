package dev.tenure.checks.fix;

/// A piece of a source file that is replaced. Positions count characters from 0.
///
/// @param start where the piece begins
/// @param end where it ends; the same as its beginning for an insertion
/// @param text what stands there instead
public record Edit(int start, int end, String text) {
  /// Checks the positions.
  ///
  /// @param start where the piece begins
  /// @param end where it ends
  /// @param text what stands there instead
  /// @throws IllegalArgumentException if it ends before it begins
  public Edit {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no piece of a text: " + start + " to " + end);
    }
  }
}
