package dev.tenure.checks;

import org.junit.jupiter.api.Test;

final class CustomTest {
  @Test
  void reportsResourcesOfOtherTypesAndClosers() {
    Corpus.check("CustomLeak.java");
  }

  @Test
  void staysQuietByTheContractOfAnnotations() {
    Corpus.check("CustomQuiet.java");
  }
}
