package dev.tenure.checks.allocation;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree.JCMemberReference;
import com.sun.tools.javac.tree.JCTree.JCMemberReference.ReferenceKind;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/// Tells whether a function holds on to something, so that each evaluation makes a new object. One
/// that holds nothing is made once.
final class Capture extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Set<Symbol> declared = new HashSet<>();
  private final Set<Symbol> used = new HashSet<>();
  private boolean usesThis;
  private int classes;

  private Capture() {}

  /// Whether a lambda uses a local variable of the method around it, or that method's object.
  static boolean isIn(LambdaExpressionTree lambda) {
    Capture capture = new Capture();
    capture.scan(lambda, null);
    capture.used.removeAll(capture.declared);
    return capture.usesThis || !capture.used.isEmpty();
  }

  /// Whether a method reference has a receiver, or makes an inner class's object.
  static boolean isIn(MemberReferenceTree reference) {
    ReferenceKind kind = ((JCMemberReference) reference).kind;
    return kind == ReferenceKind.BOUND
        || kind == ReferenceKind.SUPER
        || kind == ReferenceKind.IMPLICIT_INNER;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    declared.add(ASTHelpers.getSymbol(tree));
    return super.visitVariable(tree, null);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    classes++;
    super.visitClass(tree, null);
    classes--;
    return null;
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    if (tree.getEnclosingExpression() == null
        && ASTHelpers.getSymbol(tree.getIdentifier()) instanceof ClassSymbol type
        && type.owner instanceof ClassSymbol
        && type.hasOuterInstance()) {
      useThis();
    }
    return super.visitNewClass(tree, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    if (isThis(tree.getIdentifier())) {
      useThis();
    }
    return super.visitMemberSelect(tree, null);
  }

  private static boolean isThis(Name name) {
    return name.contentEquals("this") || name.contentEquals("super");
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    Symbol symbol = ASTHelpers.getSymbol(tree);
    if (isThis(tree.getName())) {
      useThis();
    } else if (symbol instanceof VarSymbol variable && !(variable.owner instanceof ClassSymbol)) {
      if (variable.getConstValue() == null) {
        used.add(variable);
      }
    } else if (symbol != null && isMember(symbol) && !ASTHelpers.isStatic(symbol)) {
      useThis();
    }
    return null;
  }

  private static boolean isMember(Symbol symbol) {
    return symbol.owner instanceof ClassSymbol
        && (symbol.getKind().isField() || symbol.getKind() == ElementKind.METHOD);
  }

  /// What a class inside the function calls `this` may be its own object.
  private void useThis() {
    usesThis |= classes == 0;
  }
}
