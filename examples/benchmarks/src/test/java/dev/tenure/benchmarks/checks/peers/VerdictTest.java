package dev.tenure.benchmarks.checks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  private static final SampleUnit LEAK = new SampleUnit("leak", 1, 9, true, Set.of(3), Set.of());

  @Test
  void countsWhatIsFoundAndWhatStandsOnTheMarkedLine() {
    Score score =
        Score.of(
            List.of(row(Verdict.FOUND, 3), row(Verdict.FOUND, 5), row(Verdict.MISSED, 20)), "tool");

    assertThat(score.found()).isEqualTo("2 of 3");
    assertThat(score.foundOnLine()).isEqualTo("1 of 3");
    assertThat(score.falseAlarms()).isEqualTo("–");
  }

  @Test
  void aReportOutsideTheMethodIsNotItsOwn() {
    assertThat(LEAK.among(List.of(new Report(10, "r"), new Report(9, "r"))))
        .containsExactly(new Report(9, "r"));
  }

  @Test
  void samplesOfLeaksAndOfSilenceAreOneConstruct() {
    assertThat(row(Verdict.FOUND, 3).construct()).isEqualTo("Loops");
  }

  private static Row row(Verdict verdict, int line) {
    return new Row(
        "LoopsLeak.java",
        LEAK,
        Map.of("tool", verdict),
        Map.of("tool", List.of(new Report(line, "rule"))));
  }
}
