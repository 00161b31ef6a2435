package dev.tenure.checks;

import org.junit.jupiter.api.Test;

final class TryTest {
  @Test
  void reportsResourcesThatSomeWayOutOfTryDrops() {
    Corpus.check("TryLeak.java");
  }

  @Test
  void staysQuietForTryWithResourcesAndFinallyInEveryForm() {
    Corpus.check("TryQuiet.java");
  }
}
