package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiles each sample about allocation with all checks at once, and compares what they report
/// with the `// expect:` comments in it: each named check on the line below, and nothing else.
final class AllocationCorpusTest {
  static Stream<Path> samples() throws IOException {
    return Samples.in("allocation").stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachSampleIsReportedWhereItSaysAndNowhereElse(Path sample) throws IOException {
    CheckResult result = Samples.check(sample);

    assertThat(result.errors()).isEmpty();
    Expectations expectations = Expectations.in(sample);
    assertThat(expectations.compared(result.findings()))
        .containsExactlyElementsOf(expectations.sorted());
  }

  @Test
  void thereAreEnoughSamplesOfEachKind() throws IOException {
    Expectations.Count methods = Samples.methods(samples().toList());

    assertThat(methods.flagged()).isGreaterThanOrEqualTo(50);
    assertThat(methods.quiet()).isGreaterThanOrEqualTo(50);
  }
}
