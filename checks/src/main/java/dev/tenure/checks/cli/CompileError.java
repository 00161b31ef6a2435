package dev.tenure.checks.cli;

import java.nio.file.Path;
import java.util.Optional;

/// Why the sources could not be compiled, and so not be checked completely.
///
/// @param file the source file as it was named in the request, if the error has a place
/// @param line the line, from 1; 0 if the error has no place
/// @param message the compiler's text, which may have several lines
public record CompileError(Optional<Path> file, long line, String message) {
  /// Returns the error behind an option that javac refused before it compiled anything.
  static CompileError ofOption(IllegalArgumentException refusal) {
    return new CompileError(
        Optional.empty(), 0, String.valueOf(refusal.getMessage()).replaceFirst("^error: ", ""));
  }

  /// Returns the error as `file:line: error: message`.
  ///
  /// @return the text
  public String headline() {
    return file.map(path -> "%s:%d: error: %s".formatted(path, line, message))
        .orElse("error: " + message);
  }
}
