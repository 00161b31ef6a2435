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
import dev.tenure.checks.lifetime.Misuse;
import dev.tenure.checks.report.FlowText;

/// Reports the use of a resource that some path has closed or handed over.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A pooled resource is used after its end.",
    explanation = "What was closed or handed over may belong to somebody else already.",
    severity = ERROR,
    linkType = CUSTOM,
    link = UseAfterClose.LINK)
public final class UseAfterClose extends BodyChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/UseAfterClose.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public UseAfterClose() {}

  @Override
  void check(TreePath declaration, VisitorState state) {
    for (Misuse misuse : LifetimeAnalysis.of(state).misuses(declaration)) {
      if (misuse.kind() != Misuse.Kind.END) {
        report(
            misuse.at(),
            new MisuseMessage(misuse, state).text(),
            FlowText.of(misuse, state),
            () -> Fixes.of(misuse, declaration, state),
            declaration,
            state);
      }
    }
  }
}
