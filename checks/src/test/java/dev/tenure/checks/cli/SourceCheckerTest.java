package dev.tenure.checks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCheckerTest {
  private static final String LEAKY =
      """
      class Leaky {
        void first() throws java.io.IOException {
          java.io.FileReader reader = new java.io.FileReader("a");
          reader.read();
        }

        void second() throws java.io.IOException {
          java.io.FileReader reader = new java.io.FileReader("b");
          reader.read();
        }
      }
      """;

  @TempDir private Path folder;

  private Path source(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static CheckRequest request(List<String> checks, Path... sources) {
    return new CheckRequest(
        List.of(sources),
        List.of(),
        OptionalInt.empty(),
        List.of("java.io.Reader"),
        checks,
        List.of(),
        List.of());
  }

  @Test
  void findingsAreInTheOrderOfTheirLines() throws IOException {
    Path file = source("Leaky.java", LEAKY);

    CheckResult result = new SourceChecker().check(request(List.of(), file));

    assertThat(result.errors()).isEmpty();
    assertThat(result.findings())
        .extracting(Finding::file, Finding::line, Finding::check, Finding::severity)
        .containsExactly(
            tuple(file, 3L, "PooledNotClosed", Finding.Severity.ERROR),
            tuple(file, 8L, "PooledNotClosed", Finding.Severity.ERROR));
  }

  @Test
  void aHeadlineIsOneLineInTheFormOfCompilers() {
    Finding finding =
        new Finding(
            Path.of("A.java"),
            3,
            Finding.Severity.WARNING,
            "SomeCheck",
            "it leaks",
            List.of("x"),
            List.of());

    assertThat(finding.headline()).isEqualTo("A.java:3: warning: [SomeCheck] it leaks");
  }

  @Test
  void aSelectionOfOtherChecksFindsNothing() throws IOException {
    CheckResult result =
        new SourceChecker().check(request(List.of("NoneOfThem"), source("Leaky.java", LEAKY)));

    assertThat(result).isEqualTo(new CheckResult(List.of(), List.of()));
  }

  @Test
  void errorProneItselfReportsNothing() throws IOException {
    Path file =
        source("DeadException.java", "class DeadException { { new Exception(\"not thrown\"); } }");

    assertThat(new SourceChecker().check(request(List.of(), file)).findings()).isEmpty();
  }

  @Test
  void compilerErrorsHaveTheirPlaces() throws IOException {
    Path file = source("Broken.java", "class Broken {\n  int f() { return \"\"; }\n}\n");

    CheckResult result = new SourceChecker().check(request(List.of(), file));

    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0).headline())
        .startsWith(file + ":2: error: incompatible types");
  }

  @Test
  void sourcesThatDoNotCompileAreNotChecked() throws IOException {
    Path leaky = source("Leaky.java", LEAKY);
    Path broken = source("Zbroken.java", "class Zbroken { int f() { return null + 1; } }");

    CheckResult result = new SourceChecker().check(request(List.of(), leaky, broken));

    assertThat(result.errors()).hasSize(1);
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void aModuleDescriptorIsPassedOver() throws IOException {
    Path module = source("module-info.java", "module some { requires absent; }");

    CheckResult result =
        new SourceChecker().check(request(List.of(), module, source("Leaky.java", LEAKY)));

    assertThat(result.errors()).isEmpty();
    assertThat(result.findings()).hasSize(2);
  }

  @Test
  void anOptionThatJavacRefusesIsAnError() throws IOException {
    CheckRequest request =
        new CheckRequest(
            List.of(source("Leaky.java", LEAKY)),
            List.of(),
            OptionalInt.of(99),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    assertThat(new SourceChecker().check(request).errors())
        .extracting(CompileError::message)
        .first()
        .asString()
        .contains("99");
  }

  @Test
  void aSourceThatIsGoneIsAnError() throws IOException {
    CheckRequest request = request(List.of(), folder.resolve("Absent.java"));

    assertThat(new SourceChecker().check(request).errors())
        .extracting(CompileError::message)
        .first()
        .asString()
        .contains("Absent.java");
  }
}
