package dev.tenure.checks;

import org.junit.jupiter.api.Test;

/// What the check says. Where it reports is in the samples of [SampleCorpusTest].
final class OwningFieldNotClosedTest {
  @Test
  void saysWhichFieldIsLeftAndWhy() {
    Corpus.check(OwningFieldNotClosed.class, "OwningFieldLeak.java");
  }
}
