package dev.tenure.checks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DoubleCloseTest {
  @Test
  void reportsWhatIsDoneAfterTheEnd() {
    Corpus.check(DoubleClose.class, "DoubleCloseLeak.java");
  }

  @ParameterizedTest
  @MethodSource("dev.tenure.checks.Corpus#quietSamples")
  void staysQuietWhereNothingEndsBefore(String sample) {
    Corpus.check(DoubleClose.class, sample);
  }
}
