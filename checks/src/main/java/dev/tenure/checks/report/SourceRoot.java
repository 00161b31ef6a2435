package dev.tenure.checks.report;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a report's file names are relative to: the nearest folder above a file with a `.git`, or
/// else the working folder.
final class SourceRoot {
  private SourceRoot() {}

  /// Returns the name of a file below its root, with slashes; empty if it has no root.
  static Optional<String> relative(URI file) {
    if (!"file".equals(file.getScheme())) {
      return Optional.empty();
    }
    Path path = Path.of(file).toAbsolutePath().normalize();
    Path root = of(path);
    return path.startsWith(root)
        ? Optional.of(root.relativize(path).toString().replace('\\', '/'))
        : Optional.empty();
  }

  private static Path of(Path path) {
    for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"))) {
        return folder;
      }
    }
    return Path.of("").toAbsolutePath();
  }
}
