package dev.tenure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds the `.java` files that a command line names.
final class JavaSources {
  private JavaSources() {}

  /// Returns the files among the paths, and the files in the folders among them, sorted by name.
  ///
  /// @throws UsageException if a path does not exist, is no source file, or holds none
  /// @throws IOException if a folder cannot be read
  static List<Path> find(List<Path> paths) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path path : paths) {
      sources.addAll(findIn(path));
    }
    return sources.stream().distinct().toList();
  }

  private static List<Path> findIn(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return findInFolder(path);
    }
    if (!Files.exists(path)) {
      throw new UsageException("no such file or folder: " + path);
    }
    if (!isJava(path)) {
      throw new UsageException("not a .java file or a folder: " + path);
    }
    if (!Files.isReadable(path)) {
      throw new UsageException("cannot be read: " + path);
    }
    return List.of(path);
  }

  private static List<Path> findInFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources =
          files.filter(JavaSources::isJava).filter(Files::isRegularFile).sorted().toList();
      if (sources.isEmpty()) {
        throw new UsageException("no .java file in folder: " + folder);
      }
      return sources;
    }
  }

  private static boolean isJava(Path path) {
    return path.toString().endsWith(".java");
  }
}
