package dev.tenure.checks;

import org.junit.jupiter.api.Test;

final class SwitchTest {
  @Test
  void reportsResourcesThatSomeCaseDrops() {
    Corpus.check("SwitchLeak.java");
  }

  @Test
  void staysQuietWhereEveryCaseClosesOrHandsOver() {
    Corpus.check("SwitchQuiet.java");
  }
}
