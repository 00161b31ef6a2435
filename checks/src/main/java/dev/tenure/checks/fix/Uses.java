package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import dev.tenure.checks.model.Contracts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where trees mention variables.
final class Uses {
  private Uses() {}

  /// Whether a tree mentions a variable, outside of what is going to be removed.
  static boolean mentions(Tree tree, Set<? extends Symbol> variables, Collection<Tree> removed) {
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree each, @Nullable Void unused) {
        return each == null || removed.contains(each) ? null : super.scan(each, null);
      }

      @Override
      public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
        Symbol symbol = ASTHelpers.getSymbol(name);
        found[0] |= symbol != null && variables.contains(symbol);
        return null;
      }
    }.scan(tree, null);
    return found[0];
  }

  /// Whether a tree has another in it.
  static boolean contains(Tree tree, Tree other) {
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree each, @Nullable Void unused) {
        found[0] |= each == other;
        return found[0] ? null : super.scan(each, null);
      }
    }.scan(tree, null);
    return found[0];
  }

  /// Whether code that is handed on closes a variable's resource: `t::close`, `() -> t.close()`.
  static boolean isClosedByHandedOnCode(
      Iterable<? extends Tree> trees, Symbol variable, Contracts contracts) {
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
        found[0] |=
            isOf(tree.getQualifierExpression(), variable)
                && contracts.isClosing(ASTHelpers.getSymbol(tree));
        return super.visitMemberReference(tree, null);
      }

      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree tree, @Nullable Void unused) {
        found[0] |= closes(tree.getBody());
        return null;
      }

      @Override
      public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        found[0] |= closes(tree);
        return null;
      }

      private boolean closes(Tree body) {
        boolean[] closed = new boolean[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
          @Override
          public @Nullable Void visitMethodInvocation(
              MethodInvocationTree call, @Nullable Void unused) {
            closed[0] |=
                contracts.isClosing(ASTHelpers.getSymbol(call)) && mentions(call, variable);
            return super.visitMethodInvocation(call, null);
          }
        }.scan(body, null);
        return closed[0];
      }
    }.scan(trees, null);
    return found[0];
  }

  static boolean mentions(Tree tree, Symbol variable) {
    return mentions(tree, Set.of(variable), List.of());
  }

  /// The assignments to a variable in a tree.
  static List<AssignmentTree> assignments(Iterable<? extends Tree> trees, Symbol variable) {
    List<AssignmentTree> found = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
        if (isOf(tree.getVariable(), variable)) {
          found.add(tree);
        }
        return super.visitAssignment(tree, null);
      }
    }.scan(trees, null);
    return found;
  }

  /// Whether code that may run later, or in an object of its own, mentions a variable.
  static boolean isCaptured(Iterable<? extends Tree> trees, Symbol variable) {
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree tree, @Nullable Void unused) {
        found[0] |= mentions(tree, variable);
        return null;
      }

      @Override
      public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        found[0] |= mentions(tree, variable);
        return null;
      }
    }.scan(trees, null);
    return found[0];
  }

  /// Whether an expression is a variable's name, or that of a field behind `this`.
  static boolean isOf(@Nullable Tree tree, Symbol variable) {
    return tree instanceof ExpressionTree expression
        && switch (ASTHelpers.stripParentheses(expression)) {
          case IdentifierTree name -> variable.equals(ASTHelpers.getSymbol(name));
          case MemberSelectTree field ->
              field.getExpression() instanceof IdentifierTree self
                  && self.getName().contentEquals("this")
                  && variable.equals(ASTHelpers.getSymbol(field));
          default -> false;
        };
  }

  /// Whether evaluating an expression changes nothing: it only reads, and calls nothing.
  static boolean isPure(Tree expression) {
    boolean[] impure = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        impure[0] |=
            tree instanceof MethodInvocationTree
                || tree instanceof NewClassTree
                || tree instanceof AssignmentTree
                || tree instanceof MemberReferenceTree
                || isUpdate(tree);
        return super.scan(tree, null);
      }
    }.scan(expression, null);
    return !impure[0];
  }

  private static boolean isUpdate(@Nullable Tree tree) {
    if (tree == null) {
      return false;
    }
    return switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
      default -> tree instanceof com.sun.source.tree.CompoundAssignmentTree;
    };
  }
}
