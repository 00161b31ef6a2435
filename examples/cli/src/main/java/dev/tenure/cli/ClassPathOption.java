package dev.tenure.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The value of `--classpath`: entries between the platform's path separators.
final class ClassPathOption {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private ClassPathOption() {}

  /// Returns the entries; `folder/*` stands for the jars in a folder, as on javac's command line.
  ///
  /// @throws UsageException if an entry does not exist
  /// @throws IOException if a folder of jars cannot be read
  static List<Path> parse(String classPath) throws IOException {
    List<Path> entries = new ArrayList<>();
    for (String entry : SEPARATOR.split(classPath, -1)) {
      if (!entry.isEmpty()) {
        entries.addAll(expand(entry));
      }
    }
    return entries;
  }

  private static List<Path> expand(String entry) throws IOException {
    if (entry.equals("*") || entry.endsWith(File.separator + "*")) {
      Path folder = existing(entry, Path.of(entry.substring(0, entry.length() - 1)));
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      }
    }
    return List.of(existing(entry, Path.of(entry)));
  }

  private static Path existing(String entry, Path path) {
    if (!Files.exists(path.toAbsolutePath())) {
      throw new UsageException("--classpath: no such file or folder: " + entry);
    }
    return path;
  }
}
