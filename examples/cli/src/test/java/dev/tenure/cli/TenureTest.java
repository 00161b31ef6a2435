package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenureTest {
  @Test
  void withoutACommandItSaysWhatThereIs() {
    ProgramRun run = ProgramRun.of();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("name a command", "demo", "check", "embed");
  }

  @Test
  void helpIsNoMistake() {
    ProgramRun run = ProgramRun.of("--help");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Usage: tenure", "check");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void eachCommandHasHelp() {
    for (String command : new String[] {"demo", "check", "embed"}) {
      ProgramRun run = ProgramRun.of(command, "--help");

      assertThat(run.status()).as(command).isZero();
      assertThat(run.out()).as(command).contains("Usage: tenure " + command);
    }
  }

  @Test
  void anUnknownCommandIsAMistake() {
    ProgramRun run = ProgramRun.of("chekc");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("chekc").doesNotContain("\tat ");
  }

  @Test
  void anUnknownOptionIsAMistake() {
    ProgramRun run = ProgramRun.of("check", "--frobnicate", "A.java");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--frobnicate").doesNotContain("\tat ");
  }
}
