package dev.tenure.checks;

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
import dev.tenure.checks.fix.Fix;
import dev.tenure.checks.report.FindingLog;
import dev.tenure.checks.report.FlowStep;
import java.util.List;
import java.util.function.Supplier;

/// A check of bodies: methods, lambdas, initializer blocks, and initializers of fields.
abstract class BodyChecker extends BugChecker
    implements BugChecker.MethodTreeMatcher,
        BugChecker.LambdaExpressionTreeMatcher,
        BugChecker.ClassTreeMatcher {
  private static final long serialVersionUID = 1L;

  /// Reports what is wrong with a body.
  abstract void check(TreePath declaration, VisitorState state);

  @Override
  public final Description matchMethod(MethodTree tree, VisitorState state) {
    check(state.getPath(), state);
    return Description.NO_MATCH;
  }

  @Override
  public final Description matchLambdaExpression(LambdaExpressionTree tree, VisitorState state) {
    if (!ExpectedFailure.isExpectedOf(state.getPath())) {
      check(state.getPath(), state);
    }
    return Description.NO_MATCH;
  }

  @Override
  public final Description matchClass(ClassTree tree, VisitorState state) {
    FindingLog.of(state);
    for (Tree member : tree.getMembers()) {
      boolean initializes =
          member instanceof BlockTree
              || (member instanceof VariableTree field && field.getInitializer() != null);
      if (initializes) {
        check(new TreePath(state.getPath(), member), state);
      }
    }
    return Description.NO_MATCH;
  }

  /// Reports a fault, unless it is suppressed on the declaration of a variable around it.
  ///
  /// @param fixes finds what could be done about it
  final void report(
      Tree at,
      String message,
      List<FlowStep> flow,
      Supplier<List<Fix>> fixes,
      TreePath declaration,
      VisitorState state) {
    if (!isSuppressedAt(at, declaration, state)) {
      Reports.add(buildDescription(at).setMessage(message), at, flow, fixes, declaration, state);
    }
  }

  private boolean isSuppressedAt(Tree site, TreePath declaration, VisitorState state) {
    TreePath path = TreePath.getPath(declaration, site);
    while (path != null) {
      if (path.getLeaf() instanceof VariableTree variable && isSuppressed(variable, state)) {
        return true;
      }
      path = path.getLeaf() == declaration.getLeaf() ? null : path.getParentPath();
    }
    return false;
  }
}
