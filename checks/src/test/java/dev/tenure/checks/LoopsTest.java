package dev.tenure.checks;

import org.junit.jupiter.api.Test;

final class LoopsTest {
  @Test
  void reportsResourcesThatARoundDrops() {
    Corpus.check("LoopsLeak.java");
  }

  @Test
  void staysQuietWhereEveryRoundClosesOrKeeps() {
    Corpus.check("LoopsQuiet.java");
  }
}
