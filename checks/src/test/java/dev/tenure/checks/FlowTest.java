package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import dev.tenure.checks.report.FlowStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The ways that come with findings, over the samples of all checks.
final class FlowTest {
  /// What is wrong there is a declaration, and nothing leads to it.
  private static final String WITHOUT_A_WAY = "LifetimeContract";

  @Test
  void everyFindingOfEveryOtherCheckHasAWay() throws IOException {
    Set<String> checks = new TreeSet<>();
    for (Finding finding : findings()) {
      checks.add(finding.check());
      if (finding.check().equals(WITHOUT_A_WAY)) {
        assertThat(finding.flow()).as(finding.headline()).isEmpty();
      } else {
        assertThat(finding.flow())
            .as(finding.headline())
            .isNotEmpty()
            .allSatisfy(step -> assertThat(step.column()).isPositive());
      }
    }
    assertThat(checks).containsExactlyElementsOf(SourceChecker.checkNames());
  }

  @Test
  void theWayOfWhatIsWrongAtItsEndEndsThere() throws IOException {
    for (Finding finding : findings()) {
      boolean atItsEnd =
          Set.of(
                  "AliasedDestination",
                  "BorrowClosed",
                  "BorrowEscapes",
                  "DoubleClose",
                  "UninitializedRead",
                  "UseAfterClose",
                  "WorkspaceInvalidated")
              .contains(finding.check());
      if (atItsEnd) {
        FlowStep last = finding.flow().getLast();
        assertThat(last.line()).as(finding.headline()).isEqualTo(finding.line());
      }
    }
  }

  private static List<Finding> findings() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (String folder : List.of("ownership", "memory", "allocation", "contract")) {
      for (Path sample : SampleFolder.named(folder).samples()) {
        findings.addAll(SampleFolder.check(sample).findings());
      }
    }
    return findings;
  }
}
