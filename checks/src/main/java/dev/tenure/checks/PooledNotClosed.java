package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.tenure.checks.lifetime.LifetimeAnalysis;
import dev.tenure.checks.lifetime.Obligation;

/// Reports a resource that some normal path of a body neither closes nor hands over.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A pooled resource is not closed on every path.",
    explanation =
        "Whoever owns a pooled resource closes it exactly once, or hands it to somebody who does.",
    severity = ERROR,
    linkType = CUSTOM,
    link = PooledNotClosed.LINK)
public final class PooledNotClosed extends BugChecker
    implements BugChecker.MethodTreeMatcher,
        BugChecker.LambdaExpressionTreeMatcher,
        BugChecker.ClassTreeMatcher {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/PooledNotClosed.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public PooledNotClosed() {}

  @Override
  public Description matchMethod(MethodTree tree, VisitorState state) {
    return check(state.getPath(), state);
  }

  @Override
  public Description matchLambdaExpression(LambdaExpressionTree tree, VisitorState state) {
    return ExpectedFailure.isExpectedOf(state.getPath())
        ? Description.NO_MATCH
        : check(state.getPath(), state);
  }

  @Override
  public Description matchClass(ClassTree tree, VisitorState state) {
    for (Tree member : tree.getMembers()) {
      boolean initializes =
          switch (member) {
            case BlockTree unused -> true;
            case VariableTree field ->
                field.getInitializer() != null && !isSuppressed(field, state);
            default -> false;
          };
      if (initializes) {
        check(new TreePath(state.getPath(), member), state);
      }
    }
    return Description.NO_MATCH;
  }

  private Description check(TreePath declaration, VisitorState state) {
    for (Obligation obligation : LifetimeAnalysis.of(state).obligations(declaration)) {
      if (!isSuppressedAt(obligation.site(), declaration, state)) {
        String message = new LeakMessage(obligation, state).text();
        state.reportMatch(buildDescription(obligation.site()).setMessage(message).build());
      }
    }
    return Description.NO_MATCH;
  }

  /// A suppression may also stand on the declaration of the variable that holds the resource.
  private boolean isSuppressedAt(Tree site, TreePath declaration, VisitorState state) {
    TreePath path = TreePath.getPath(declaration, site);
    while (path != null && path.getLeaf() != declaration.getLeaf()) {
      if (path.getLeaf() instanceof VariableTree variable && isSuppressed(variable, state)) {
        return true;
      }
      path = path.getParentPath();
    }
    return false;
  }
}
