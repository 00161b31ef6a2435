package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.sun.source.util.TreePath;
import dev.tenure.checks.fix.Fixes;
import dev.tenure.checks.lifetime.BorrowEnd;
import dev.tenure.checks.lifetime.LifetimeAnalysis;
import dev.tenure.checks.report.FlowText;

/// Reports that code closes, or hands over, what it only borrows.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A borrowed resource is closed or handed over.",
    explanation = "What is borrowed has an owner, who will use and close it.",
    severity = ERROR,
    linkType = CUSTOM,
    link = BorrowClosed.LINK)
public final class BorrowClosed extends BodyChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/BorrowClosed.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public BorrowClosed() {}

  @Override
  void check(TreePath declaration, VisitorState state) {
    for (BorrowEnd end : LifetimeAnalysis.of(state).borrowEnds(declaration)) {
      report(
          end.at(),
          new BorrowMessage(end, state).text(),
          FlowText.in(state).then(end.lender(), "borrowed here").then(end.at(), how(end)).steps(),
          () -> Fixes.of(end, declaration, state),
          declaration,
          state);
    }
  }

  private static String how(BorrowEnd end) {
    return switch (end.how()) {
      case CLOSE -> "closed here";
      case MOVE -> "handed to an owner here";
    };
  }
}
