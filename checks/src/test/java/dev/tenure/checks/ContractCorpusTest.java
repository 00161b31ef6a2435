package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiles each sample of what bodies do with memory that they borrow, share, or that nobody
/// wrote, with all checks at once.
final class ContractCorpusTest {
  private static final SampleFolder FOLDER = SampleFolder.named("contract");

  static Stream<Path> samples() throws IOException {
    return FOLDER.samples().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachSampleIsReportedWhereItSaysAndNowhereElse(Path sample) throws IOException {
    CheckResult result = SampleFolder.check(sample);

    assertThat(result.errors()).isEmpty();
    Expectations expectations = Expectations.in(sample);
    assertThat(expectations.compared(result.findings()))
        .containsExactlyElementsOf(expectations.sorted());
  }

  @Test
  void thereAreEnoughSamplesOfEachKind() throws IOException {
    assertThat(FOLDER.methods().flagged()).isGreaterThanOrEqualTo(25);
    assertThat(FOLDER.methods().quiet()).isGreaterThanOrEqualTo(25);
  }
}
