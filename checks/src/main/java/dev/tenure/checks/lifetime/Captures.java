package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// Finds the local variables that a lambda or method reference may do more to than to call a method
/// that tells something: what it holds may be closed, kept or returned there.
final class Captures extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Set<VariableElement> found = new HashSet<>();

  private Captures() {}

  static Set<VariableElement> in(Tree function) {
    Captures captures = new Captures();
    captures.scan(function, null);
    return captures.found;
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    BodySource.LocalVariables.named(tree).ifPresent(found::add);
    return null;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    ExpressionTree receiver = ASTHelpers.getReceiver(tree);
    if (receiver instanceof IdentifierTree && tellsOnly(ASTHelpers.getSymbol(tree))) {
      return scan(tree.getArguments(), null);
    }
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    return tree.getQualifierExpression() instanceof IdentifierTree
            && tellsOnly(ASTHelpers.getSymbol(tree))
        ? null
        : super.visitMemberReference(tree, null);
  }

  /// Whether a method gives a number or truth, and is none that ends its receiver.
  private static boolean tellsOnly(MethodSymbol method) {
    Type result = method.getReturnType();
    return result != null && result.isPrimitive();
  }
}
