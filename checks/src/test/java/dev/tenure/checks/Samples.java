package dev.tenure.checks;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The samples of a folder of the corpus that say what is [expected][Expectations] of all checks at
/// once.
final class Samples {
  private Samples() {}

  static List<Path> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /// Compiles a sample with all checks; those about the JDK's closeables list them.
  static CheckResult check(Path sample) throws IOException {
    List<String> listed =
        sample.getFileName().toString().startsWith("Jdk")
            ? List.of("java.lang.AutoCloseable")
            : List.of();
    return new SourceChecker()
        .check(
            new CheckRequest(
                List.of(sample),
                classPath(),
                OptionalInt.empty(),
                listed,
                List.of(),
                List.of(),
                List.of()));
  }

  /// Counts the methods of all samples.
  static Expectations.Count methods(List<Path> samples) throws IOException {
    int flagged = 0;
    int quiet = 0;
    for (Path sample : samples) {
      Expectations.Count count = Expectations.in(sample).methods();
      flagged += count.flagged();
      quiet += count.quiet();
    }
    return new Expectations.Count(flagged, quiet);
  }

  private static List<Path> classPath() {
    return Arrays.stream(
            System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  private static Path path(String folder) {
    try {
      return Path.of(Samples.class.getResource("/corpus/" + folder).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
