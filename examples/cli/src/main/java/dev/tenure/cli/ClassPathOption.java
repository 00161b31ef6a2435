package dev.tenure.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The value of `--classpath`: entries between the platform's path separators.
final class ClassPathOption {
  private ClassPathOption() {}

  /// Returns the entries; `folder/*` stands for the jars in a folder, as on javac's command line.
  ///
  /// @throws UsageException if an entry does not exist
  static List<Path> parse(String classPath) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(classPath)
        .filter(entry -> !entry.isEmpty())
        .map(ClassPathOption::existing)
        .toList();
  }

  private static Path existing(String entry) {
    Path path = Path.of(entry);
    Path onDisk = path.endsWith("*") ? path.resolveSibling("") : path;
    if (!Files.exists(onDisk.toAbsolutePath())) {
      throw new UsageException("--classpath: no such file or folder: " + entry);
    }
    return path;
  }
}
