package dev.tenure.checks;

import org.junit.jupiter.api.Test;

/// What the check says. Where it reports is in the samples of [SampleCorpusTest].
final class OnExceptionTest {
  @Test
  void saysWhatThrewWhereAResourceIsDroppedOnlyThen() {
    Corpus.check(PooledNotClosedOnException.class, "OnExceptionLeak.java");
  }
}
