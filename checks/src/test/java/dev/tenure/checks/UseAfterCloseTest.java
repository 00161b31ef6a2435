package dev.tenure.checks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UseAfterCloseTest {
  @Test
  void reportsWhatIsDoneAfterTheEnd() {
    Corpus.check(UseAfterClose.class, "UseAfterCloseLeak.java");
  }

  @ParameterizedTest
  @MethodSource("dev.tenure.checks.Corpus#quietSamples")
  void staysQuietWhereNothingEndsBefore(String sample) {
    Corpus.check(UseAfterClose.class, sample);
  }
}
