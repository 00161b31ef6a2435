package dev.tenure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout that the tests run in.
final class Repository {
  private Repository() {}

  /// Returns its top folder: the nearest one above the working folder that holds the launcher.
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("tenure"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests do not run inside the repository");
    }
    return folder;
  }

  /// Returns the files whose name ends so, build output left out.
  static List<Path> files(String suffix) {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(file -> !root().relativize(file).toString().matches("(.*/)?(target|\\.git)/.*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
