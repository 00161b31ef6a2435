package dev.tenure.benchmarks.checks.peers;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this program runs on: the peers, our checks, and everything that samples compile against.
final class ClassPath {
  private ClassPath() {}

  static List<Path> own() {
    String text =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Pattern.compile(File.pathSeparator).splitAsStream(text).map(Path::of).toList();
  }

  /// Returns the folder first, so that its classes hide those of the same name.
  static List<Path> ownAfter(Path first) {
    return Stream.concat(Stream.of(first), own().stream()).toList();
  }

  static String text(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
