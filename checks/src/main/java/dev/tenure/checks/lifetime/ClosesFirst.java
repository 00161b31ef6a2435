package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.TypeTag;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.ParameterContract;
import java.util.List;

/// Recognises methods that begin by ending what a field holds, which no path can leave open then.
/// Most closing methods of small classes are such, and need not be followed.
final class ClosesFirst {
  private final Contracts contracts;

  ClosesFirst(Contracts contracts) {
    this.contracts = contracts;
  }

  /// Whether the first thing that a method does is to close what a field holds, or to give it to a
  /// method that may close it.
  boolean test(MethodTree method, VarSymbol field) {
    List<? extends StatementTree> statements = method.getBody().getStatements();
    return !statements.isEmpty()
        && statements.get(0) instanceof ExpressionStatementTree statement
        && statement.getExpression() instanceof MethodInvocationTree call
        && ASTHelpers.getSymbol((Tree) call) instanceof MethodSymbol called
        && (closes(call, called, field) || givesAway(call, called, field));
  }

  private boolean closes(MethodInvocationTree call, MethodSymbol called, VarSymbol field) {
    return call.getArguments().isEmpty()
        && call.getMethodSelect() instanceof MemberSelectTree select
        && names(select.getExpression(), field)
        && contracts.closes(called, field.type);
  }

  /// Whether a field is an argument of a method like `closeAll(first, second)`, with nothing beside
  /// it that could throw before.
  private boolean givesAway(MethodInvocationTree call, MethodSymbol called, VarSymbol field) {
    boolean given = false;
    for (int i = 0; i < call.getArguments().size(); i++) {
      ExpressionTree argument = call.getArguments().get(i);
      if (!isPlain(argument)) {
        return false;
      }
      given |=
          names(argument, field) && contracts.parameter(called, i) != ParameterContract.BORROWS;
    }
    return given
        && called.isStatic()
        && called.getReturnType().hasTag(TypeTag.VOID)
        && !Effects.isInferred(called);
  }

  private static boolean isPlain(ExpressionTree tree) {
    return tree instanceof IdentifierTree || tree instanceof LiteralTree || isOfThis(tree);
  }

  private static boolean names(ExpressionTree tree, VarSymbol field) {
    return (tree instanceof IdentifierTree || isOfThis(tree))
        && field.equals(ASTHelpers.getSymbol(tree));
  }

  private static boolean isOfThis(ExpressionTree tree) {
    return tree instanceof MemberSelectTree select
        && select.getExpression() instanceof IdentifierTree object
        && object.getName().contentEquals("this");
  }
}
