package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoCommandTest {
  @Test
  void itChecksFixesEmbedsAndLeavesNothingOutstanding() {
    ProgramRun run = ProgramRun.of("demo");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("Similarity.java:19: error: [PooledNotClosed]")
        .contains(">   19 |     PooledTensor products")
        .contains("+    try (PooledTensor products")
        .contains("findings after the fix: 0")
        .contains("384 components")
        .containsPattern("(?m)^outstanding 0$");
  }
}
