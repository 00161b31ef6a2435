package dev.tenure.benchmarks.checks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class EclipseLogTest {
  @Test
  void keepsProblemsOfResourcesAndNoOthers() throws IOException, ToolFailure {
    assertThat(
            EclipseLog.read(
                """
                <compiler><sources><source><problems>
                <problem id="UnclosedCloseable" line="7" severity="WARNING"/>
                <problem id="UnusedImport" line="1" severity="WARNING"/>
                </problems></source></sources></compiler>
                """))
        .containsExactly(new Report(7, "UnclosedCloseable"));
  }

  @Test
  void anErrorOfAnotherKindIsAFailure() {
    assertThatThrownBy(() ->
            EclipseLog.read(
                "<compiler><problem id=\"UndefinedType\" line=\"3\""
                    + " severity=\"ERROR\"/></compiler>"))
        .isInstanceOf(ToolFailure.class)
        .hasMessage("line 3: UndefinedType");
  }
}
