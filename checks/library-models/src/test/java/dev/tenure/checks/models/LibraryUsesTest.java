package dev.tenure.checks.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs against the real libraries: each line after a `// BUG: CHECK` comment is reported by
/// that check, and no other line is by any.
class LibraryUsesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"Jdk", "OnnxRuntime", "Djl", "TensorFlow", "Nd4j", "Netty", "Arrow", "Jlama"})
  void wrongUsesAreReportedAndRightOnesAreNot(String library)
      throws IOException, URISyntaxException {
    Path source =
        Path.of(
            Objects.requireNonNull(
                    LibraryUsesTest.class.getResource("/uses/" + library + "Uses.java"))
                .toURI());

    CheckResult result = new SourceChecker().check(request(source));

    assertThat(result.errors()).isEmpty();
    assertThat(
            result.findings().stream()
                .filter(finding -> finding.file().equals(source))
                .map(LibraryUsesTest::describe))
        .containsExactlyElementsOf(expected(source));
  }

  private static CheckRequest request(Path source) {
    return new CheckRequest(
        List.of(source),
        Libraries.classPath(),
        OptionalInt.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of("-implicit:none", "--add-modules", "ALL-SYSTEM"));
  }

  private static String describe(Finding finding) {
    return finding.line() + " " + finding.check();
  }

  private static List<String> expected(Path source) throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> lines = Files.readAllLines(source);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("// BUG: ")) {
        expected.add((i + 2) + " " + line.substring("// BUG: ".length()));
      }
    }
    return expected;
  }
}
