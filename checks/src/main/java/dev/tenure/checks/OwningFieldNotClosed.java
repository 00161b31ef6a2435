package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.tenure.checks.fix.Fixes;
import dev.tenure.checks.lifetime.FieldFault;
import dev.tenure.checks.lifetime.LifetimeAnalysis;
import dev.tenure.checks.report.FlowStep;
import dev.tenure.checks.report.FlowText;
import java.util.List;

/// Reports a field that owns a resource and that its class does not close.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A field that owns a resource is not closed.",
    explanation =
        "A class with owning fields closes each of them on every path of its close, and before it"
            + " assigns another resource to it.",
    severity = ERROR,
    linkType = CUSTOM,
    link = OwningFieldNotClosed.LINK)
public final class OwningFieldNotClosed extends BugChecker implements BugChecker.ClassTreeMatcher {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/OwningFieldNotClosed.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public OwningFieldNotClosed() {}

  @Override
  public Description matchClass(ClassTree tree, VisitorState state) {
    for (FieldFault fault : LifetimeAnalysis.of(state).fieldFaults(state.getPath())) {
      if (!isSuppressedAt(fault.at(), state)) {
        String message = new FieldMessage(fault, state).text();
        Reports.add(
            buildDescription(fault.at()).setMessage(message),
            fault.at(),
            flow(fault, tree, state),
            () -> Fixes.of(fault, state.getPath(), state),
            state.getPath(),
            state);
      }
    }
    return Description.NO_MATCH;
  }

  /// From the field to what does not close it, or to the assignment that overwrites it.
  private static List<FlowStep> flow(FieldFault fault, ClassTree type, VisitorState state) {
    FlowText way = FlowText.in(state).then(declaration(fault, type), "owns what it holds");
    return switch (fault.kind()) {
      case NO_CLOSE -> way.steps();
      case NEVER_CLOSED -> way.then(fault.cause(), "does not close it").steps();
      case NOT_ON_EVERY_PATH -> way.then(fault.cause(), "does not close it on every path").steps();
      case NOT_WHEN_THROWING -> way.then(fault.cause(), "may throw before it is closed").steps();
      case OVERWRITTEN -> way.then(fault.at(), "overwritten here").steps();
    };
  }

  private static Tree declaration(FieldFault fault, ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree field && field.getName().contentEquals(fault.field())) {
        return field;
      }
    }
    return fault.at();
  }

  private boolean isSuppressedAt(Tree at, VisitorState state) {
    TreePath path = TreePath.getPath(state.getPath(), at);
    while (path != null && path.getLeaf() != state.getPath().getLeaf()) {
      Tree tree = path.getLeaf();
      boolean declaration = tree instanceof MethodTree || tree instanceof VariableTree;
      if (declaration && isSuppressed(tree, state)) {
        return true;
      }
      path = path.getParentPath();
    }
    return false;
  }
}
