package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.sun.source.util.TreePath;
import dev.tenure.checks.fix.Fixes;
import dev.tenure.checks.lifetime.LifetimeAnalysis;
import dev.tenure.checks.lifetime.Obligation;
import dev.tenure.checks.report.FlowText;

/// Reports a resource that some normal path of a body neither closes nor hands over.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A pooled resource is not closed on every path.",
    explanation =
        "Whoever owns a pooled resource closes it exactly once, or hands it to somebody who does.",
    severity = ERROR,
    linkType = CUSTOM,
    link = PooledNotClosed.LINK)
public final class PooledNotClosed extends BodyChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/PooledNotClosed.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public PooledNotClosed() {}

  @Override
  void check(TreePath declaration, VisitorState state) {
    for (Obligation obligation : LifetimeAnalysis.of(state).obligations(declaration)) {
      if (!obligation.onThrow()) {
        report(
            obligation.site(),
            new LeakMessage(obligation, state).text(),
            FlowText.of(obligation.site(), obligation.path(), state),
            () -> Fixes.of(obligation, declaration, state),
            declaration,
            state);
      }
    }
  }
}
