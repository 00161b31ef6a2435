package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import dev.tenure.checks.contract.Contradiction;
import dev.tenure.checks.contract.DeclarationContract;
import dev.tenure.checks.contract.OverrideContract;
import dev.tenure.checks.fix.Fixes;
import dev.tenure.checks.lifetime.LifetimeAnalysis;
import dev.tenure.checks.model.Contracts;
import java.util.List;

/// Reports annotations that contradict each other, and overrides that promise less than what they
/// override.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "Annotations of lifetimes contradict each other.",
    explanation = "Whoever calls a method knows only what its declaration promises.",
    severity = ERROR,
    linkType = CUSTOM,
    link = LifetimeContract.LINK)
public final class LifetimeContract extends BugChecker
    implements BugChecker.MethodTreeMatcher,
        BugChecker.VariableTreeMatcher,
        BugChecker.ClassTreeMatcher,
        BugChecker.MemberReferenceTreeMatcher {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/LifetimeContract.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public LifetimeContract() {}

  @Override
  public Description matchMethod(MethodTree tree, VisitorState state) {
    if (isAnnotated(tree, state)) {
      report(declared(state).of(tree), state);
      report(overridden(state).of(tree), state);
    }
    return Description.NO_MATCH;
  }

  /// Most declarations have no annotation, and this look is all that they cost.
  private static boolean isAnnotated(MethodTree tree, VisitorState state) {
    boolean annotated = isAnnotated(tree.getModifiers(), state);
    for (VariableTree parameter : tree.getParameters()) {
      annotated = annotated || isAnnotated(parameter.getModifiers(), state);
    }
    return annotated;
  }

  /// Whether there is an annotation other than the most frequent one, which says nothing here.
  private static boolean isAnnotated(ModifiersTree modifiers, VisitorState state) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      if (!state.getSymtab().overrideType.tsym.equals(ASTHelpers.getSymbol(annotation))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Description matchVariable(VariableTree tree, VisitorState state) {
    if (isAnnotated(tree.getModifiers(), state)) {
      report(declared(state).of(tree), state);
    }
    return Description.NO_MATCH;
  }

  @Override
  public Description matchClass(ClassTree tree, VisitorState state) {
    if (isAnnotated(tree.getModifiers(), state)) {
      report(declared(state).of(tree), state);
    }
    return Description.NO_MATCH;
  }

  @Override
  public Description matchMemberReference(MemberReferenceTree tree, VisitorState state) {
    overridden(state).of(tree).ifPresent(found -> report(List.of(found), state));
    return Description.NO_MATCH;
  }

  private void report(List<Contradiction> found, VisitorState state) {
    for (Contradiction contradiction : found) {
      Reports.add(
          buildDescription(contradiction.at()).setMessage(contradiction.text()),
          contradiction.at(),
          List.of(),
          () -> Fixes.of(contradiction, state),
          state.getPath(),
          state);
    }
  }

  private static DeclarationContract declared(VisitorState state) {
    return new DeclarationContract(contracts(state), state.getTypes());
  }

  private static OverrideContract overridden(VisitorState state) {
    return new OverrideContract(contracts(state), state.getTypes());
  }

  private static Contracts contracts(VisitorState state) {
    return LifetimeAnalysis.of(state).contracts();
  }
}
