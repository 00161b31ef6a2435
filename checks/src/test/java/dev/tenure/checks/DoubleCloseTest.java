package dev.tenure.checks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DoubleCloseTest {
  @Test
  void reportsWhatIsDoneAfterTheEnd() {
    Corpus.check(DoubleClose.class, "DoubleCloseLeak.java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EndedQuiet.java",
        "BranchesQuiet.java",
        "ContainersQuiet.java",
        "CustomQuiet.java",
        "InferenceQuiet.java",
        "LambdasQuiet.java",
        "LoopsQuiet.java",
        "SwitchQuiet.java",
        "TryQuiet.java"
      })
  void staysQuietWhereNothingEndsBefore(String sample) {
    Corpus.check(DoubleClose.class, sample);
  }
}
