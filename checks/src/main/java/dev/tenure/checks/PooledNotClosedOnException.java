package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import dev.tenure.checks.fix.Fixes;
import dev.tenure.checks.lifetime.LifetimeAnalysis;
import dev.tenure.checks.lifetime.Obligation;
import dev.tenure.checks.report.FlowText;

/// Reports a resource that is dropped only when something throws.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A pooled resource is not closed when something throws.",
    explanation =
        "Between its acquisition and its close something may throw, and then nobody closes it.",
    severity = WARNING,
    linkType = CUSTOM,
    link = PooledNotClosedOnException.LINK)
public final class PooledNotClosedOnException extends BodyChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/PooledNotClosedOnException.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public PooledNotClosedOnException() {}

  @Override
  void check(TreePath declaration, VisitorState state) {
    for (Obligation obligation : LifetimeAnalysis.of(state).obligations(declaration)) {
      if (obligation.onThrow() && !isTest(declaration)) {
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

  /// A test that throws has failed, and what it held does not matter any more.
  private static boolean isTest(TreePath path) {
    for (Tree tree : path) {
      if (tree instanceof ClassTree type && isTest(type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTest(ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method) {
        for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
          Symbol symbol = ASTHelpers.getSymbol(annotation);
          if (symbol != null && symbol.getSimpleName().toString().endsWith("Test")) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
