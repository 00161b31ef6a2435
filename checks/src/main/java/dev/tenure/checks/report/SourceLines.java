package dev.tenure.checks.report;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines of source files, read when they are first asked for.
public final class SourceLines {
  private final Map<URI, List<String>> files = new HashMap<>();

  /// Makes an instance that has read nothing.
  public SourceLines() {}

  /// Returns a line.
  ///
  /// @param file the source file
  /// @param line which line, from 1
  /// @return its text; empty where there is none, or the file is generated and not on disk
  public String at(URI file, long line) {
    List<String> lines = files.computeIfAbsent(file, SourceLines::read);
    return line >= 1 && line <= lines.size() ? lines.get((int) line - 1) : "";
  }

  private static List<String> read(URI file) {
    if (!"file".equals(file.getScheme())) {
      return List.of();
    }
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
