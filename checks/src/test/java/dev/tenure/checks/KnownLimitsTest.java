package dev.tenure.checks;

import org.junit.jupiter.api.Test;

/// Pins leaks that the check is known to miss. A change that finds one moves its method to the
/// sample of what is found.
final class KnownLimitsTest {
  @Test
  void missesWhatWentWhereItIsNotFollowed() {
    Corpus.check("KnownLimits.java");
  }
}
