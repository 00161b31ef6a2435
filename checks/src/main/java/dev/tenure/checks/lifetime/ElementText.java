package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import dev.tenure.checks.model.ContainerUse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// Tells of an expression that reads an element of a container whether the same words read the same
/// element once more, as long as neither the container nor a variable in them changes.
final class ElementText extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Set<VariableElement> variables = new HashSet<>();
  private boolean repeatable = true;
  private boolean certain = true;

  private ElementText() {}

  static ElementText of(Tree read) {
    ElementText text = new ElementText();
    if (read instanceof ArrayAccessTree access) {
      text.scan(access.getExpression(), null);
      text.scan(access.getIndex(), null);
    } else if (read instanceof MethodInvocationTree call) {
      text.read(call);
    } else {
      text.certain = false;
    }
    return text;
  }

  private void read(MethodInvocationTree call) {
    boolean isStep =
        ASTHelpers.getSymbol((Tree) call) instanceof MethodSymbol method
            && ContainerUse.moves(method);
    repeatable = !isStep;
    certain = ASTHelpers.getReceiver(call) != null && !isDefaulted(call);
    if (call.getMethodSelect() instanceof MemberSelectTree select) {
      scan(select.getExpression(), null);
    }
    scan(call.getArguments(), null);
  }

  /// A read that may give something else than an element.
  private static boolean isDefaulted(MethodInvocationTree call) {
    return ASTHelpers.getSymbol(call).getSimpleName().contentEquals("getOrDefault");
  }

  /// Whether evaluating it changes nothing.
  boolean isRepeatable() {
    return repeatable;
  }

  /// Whether only what the body itself does can change what it reads: it depends on nothing but
  /// local variables.
  boolean isCertain() {
    return certain && repeatable;
  }

  /// Whether a variable is in it.
  boolean mentions(VariableElement variable) {
    return variables.contains(variable);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    Optional<VariableElement> variable = BodySource.LocalVariables.named(tree);
    if (variable.isPresent()) {
      variables.add(variable.get());
    } else {
      certain = false;
    }
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    certain = false;
    return super.visitMemberSelect(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    certain = false;
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    certain = false;
    return super.visitNewClass(tree, null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          repeatable = false;
      default -> {}
    }
    return super.visitUnary(tree, null);
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    repeatable = false;
    return super.visitAssignment(tree, null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    repeatable = false;
    return super.visitCompoundAssignment(tree, null);
  }
}
