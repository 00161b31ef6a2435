package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiles each sample with all checks at once, and compares what they report with the `//
/// expect:` comments in it: each named check on the line below, and nothing else.
final class OwnershipCorpusTest {
  private static final Path SAMPLES = folder();

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachSampleIsReportedWhereItSaysAndNowhereElse(Path sample) throws IOException {
    CheckResult result = new SourceChecker().check(request(sample));

    assertThat(result.errors()).isEmpty();
    Expectations expectations = Expectations.in(sample);
    assertThat(expectations.compared(result.findings()))
        .containsExactlyElementsOf(expectations.sorted());
  }

  @Test
  void thereAreEnoughSamplesOfEachKind() throws IOException {
    int flagged = 0;
    int quiet = 0;
    for (Path sample : samples().toList()) {
      Expectations.Count count = Expectations.in(sample).methods();
      flagged += count.flagged();
      quiet += count.quiet();
    }

    assertThat(flagged).isGreaterThanOrEqualTo(150);
    assertThat(quiet).isGreaterThanOrEqualTo(150);
  }

  private static CheckRequest request(Path sample) {
    List<String> listed =
        sample.getFileName().toString().startsWith("Jdk")
            ? List.of("java.lang.AutoCloseable")
            : List.of();
    return new CheckRequest(
        List.of(sample), classPath(), OptionalInt.empty(), listed, List.of(), List.of(), List.of());
  }

  private static List<Path> classPath() {
    return Arrays.stream(
            System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  private static Path folder() {
    try {
      return Path.of(OwnershipCorpusTest.class.getResource("/corpus/ownership").toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
