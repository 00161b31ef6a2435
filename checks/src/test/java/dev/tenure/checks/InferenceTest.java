package dev.tenure.checks;

import org.junit.jupiter.api.Test;

final class InferenceTest {
  @Test
  void reportsWhatPrivateMethodsMakeOrOnlyLookAt() {
    Corpus.check("InferenceLeak.java");
  }

  @Test
  void staysQuietWherePrivateMethodsCloseKeepOrHandBack() {
    Corpus.check("InferenceQuiet.java");
  }
}
