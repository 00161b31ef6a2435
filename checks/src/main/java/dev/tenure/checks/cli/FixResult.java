package dev.tenure.checks.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What could be mended. Immutable.
///
/// @param texts the new text of each file that changes
/// @param fixed what is mended and how, in the order in which it was
/// @param left what is still found in the new texts
/// @param errors why the sources do not compile as they are; then nothing is mended
public record FixResult(
    Map<Path, String> texts, List<Fixed> fixed, List<Finding> left, List<CompileError> errors) {

  /// A finding that is mended.
  ///
  /// @param file the source file
  /// @param line the line that it stood on when it was mended, from 1; earlier fixes may have moved
  ///   it
  /// @param check the check's name
  /// @param message what was found
  /// @param how what was done about it
  public record Fixed(Path file, long line, String check, String message, String how) {}

  /// Copies what is given.
  ///
  /// @param texts the new text of each file that changes
  /// @param fixed what is mended and how
  /// @param left what is still found in the new texts
  /// @param errors why the sources do not compile as they are
  public FixResult {
    texts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    fixed = List.copyOf(fixed);
    left = List.copyOf(left);
    errors = List.copyOf(errors);
  }
}
