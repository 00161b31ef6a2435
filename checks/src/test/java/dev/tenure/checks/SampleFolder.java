package dev.tenure.checks;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.SourceChecker;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A folder of samples that say in `// expect:` comments what all checks together report.
record SampleFolder(Path path) {
  static SampleFolder named(String name) {
    try {
      return new SampleFolder(Path.of(SampleFolder.class.getResource("/corpus/" + name).toURI()));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /// Counts the methods of all samples.
  Expectations.Count methods() throws IOException {
    int flagged = 0;
    int quiet = 0;
    for (Path sample : samples()) {
      Expectations.Count count = Expectations.in(sample).methods();
      flagged += count.flagged();
      quiet += count.quiet();
    }
    return new Expectations.Count(flagged, quiet);
  }

  /// Compiles a sample with all checks.
  static CheckResult check(Path sample) throws IOException {
    return new SourceChecker().check(request(sample));
  }

  /// How a sample is compiled: types of the JDK are resources where its name begins with `Jdk`.
  static CheckRequest request(Path sample) {
    List<String> listed =
        sample.getFileName().toString().startsWith("Jdk")
            ? List.of("java.lang.AutoCloseable")
            : List.of();
    return new CheckRequest(
        List.of(sample), classPath(), OptionalInt.empty(), listed, List.of(), List.of(), List.of());
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }
}
