package dev.tenure.checks;

import org.junit.jupiter.api.Test;

final class BranchesTest {
  @Test
  void reportsResourcesThatSomeBranchDrops() {
    Corpus.check("BranchesLeak.java");
  }

  @Test
  void staysQuietWhereEveryBranchClosesOrHandsOver() {
    Corpus.check("BranchesQuiet.java");
  }
}
