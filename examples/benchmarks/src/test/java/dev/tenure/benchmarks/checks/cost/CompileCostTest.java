package dev.tenure.benchmarks.checks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CompileCostTest {
  @Test
  void readsTheTimesOfTheShellsChildren() {
    assertThat(ProcessorTime.ofChildren("0m0.00s 0m0.01s\n1m2.50s 0m1.25s\n")).isEqualTo(63.75);
  }

  @Test
  void refusesWhatIsNoOutputOfTimes() {
    assertThatThrownBy(() -> ProcessorTime.ofChildren("1.2 s"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesTheMiddleOfOddAndOfEvenNumbers() {
    assertThat(new Sample(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThat(new Sample(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
  }

  @Test
  void comparesWithErrorProneOffAndWithJavac() {
    assertThat(
            CompileCost.table(
                    Map.of(
                        Setup.JAVAC, new Sample(List.of(2.0)),
                        Setup.ERROR_PRONE_OFF, new Sample(List.of(4.0)),
                        Setup.TENURE, new Sample(List.of(4.2, 4.1, 4.8)),
                        Setup.RESOURCE_LEAK_CHECKER, new Sample(List.of(20.0))))
                .toString())
        .contains(
            "| Error Prone with Tenure's checks only | 4.20 | +5.0 % | 2.10 | 4.10 to 4.80 |");
  }

  @Test
  void thePeerRunsInTheFirstRoundsOnly() {
    Rounds rounds = Rounds.of(List.of("--rounds", "9", "--peer-rounds", "2"));

    assertThat(rounds.includes(2, Setup.RESOURCE_LEAK_CHECKER)).isTrue();
    assertThat(rounds.includes(3, Setup.RESOURCE_LEAK_CHECKER)).isFalse();
    assertThat(rounds.includes(9, Setup.TENURE)).isTrue();
  }

  @Test
  void refusesAnUnknownArgument() {
    assertThatThrownBy(() -> Rounds.of(List.of("--round", "9")))
        .hasMessageContaining("not understood: --round");
  }

  @Test
  void theLongMethodHasAsManyStatementsAsAsked() {
    assertThat(LongMethod.source(50).lines().filter(line -> line.contains(";")).count())
        .isEqualTo(2 + 40);
  }
}
