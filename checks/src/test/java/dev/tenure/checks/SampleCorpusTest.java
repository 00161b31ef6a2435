package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiles each sample with all checks at once, and compares what they report with the `//
/// expect:` comments in it: each named check on the line below, and nothing else.
final class SampleCorpusTest {
  static Stream<Path> samples() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("ownership", "memory", "allocation", "contract")) {
      all.addAll(SampleFolder.named(folder).samples());
    }
    return all.stream();
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

  @ParameterizedTest
  @CsvSource({"ownership, 150", "memory, 60", "allocation, 50", "contract, 15"})
  void thereAreEnoughSamplesOfEachKind(String folder, int least) throws IOException {
    Expectations.Count methods = SampleFolder.named(folder).methods();

    assertThat(methods.flagged()).isGreaterThanOrEqualTo(least);
    assertThat(methods.quiet()).isGreaterThanOrEqualTo(least);
  }
}
