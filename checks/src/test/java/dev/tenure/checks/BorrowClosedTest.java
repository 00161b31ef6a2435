package dev.tenure.checks;

import org.junit.jupiter.api.Test;

/// What the check says. Where it reports is in the samples of [SampleCorpusTest].
final class BorrowClosedTest {
  @Test
  void saysWhatIsBorrowedAndHowItEnds() {
    Corpus.check(BorrowClosed.class, "BorrowClosedLeak.java");
  }
}
