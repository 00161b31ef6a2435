package dev.tenure.checks;

import org.junit.jupiter.api.Test;

final class ContainersTest {
  @Test
  void reportsResourcesThatAreOnlyShownToAContainer() {
    Corpus.check("ContainersLeak.java");
  }

  @Test
  void staysQuietWhereAContainerOwns() {
    Corpus.check("ContainersQuiet.java");
  }
}
