package dev.tenure.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeakReportTest {
  private static final StackTraceElement FRAME =
      new StackTraceElement("app.Main", "run", "Main.java", 7);

  private static LeakReport report(boolean scoped) {
    return new LeakReport(FRAME.toString(), List.of(FRAME), 3, 12_288, scoped);
  }

  @Test
  void itTellsHowManyWhereAndWhatFindsThemEarlier() {
    assertThat(report(false).describe())
        .startsWith("3 tensors of 12,288 bytes rented at app.Main.run(Main.java:7)")
        .contains("The check PooledNotClosed finds such a place")
        .endsWith("\n    at app.Main.run(Main.java:7)");
  }

  @Test
  void ofAScopeTheScopeIsToBeClosed() {
    assertThat(report(true).describe()).contains("belong to a scope that was not closed");
  }
}
