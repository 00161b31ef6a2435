package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Type;
import java.util.List;
import java.util.Optional;

/// What can be done about what is only borrowed.
final class BorrowFixes {
  private static final String PROMOTE = "promote";

  private final Source source;
  private final TreePath body;

  BorrowFixes(Source source, TreePath body) {
    this.source = source;
    this.body = body;
  }

  /// Leaves it to its owner: takes the close out.
  Optional<Fix> leaveOpen(Tree close) {
    TreePath path = TreePath.getPath(body, close);
    if (path == null
        || !(close instanceof MethodInvocationTree call)
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !(call.getMethodSelect() instanceof MemberSelectTree select)
        || !source.contracts().isClosing(ASTHelpers.getSymbol(call))) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    if (Uses.isPure(select.getExpression())) {
      Symbol variable = ASTHelpers.getSymbol(select.getExpression());
      if (variable == null) {
        return Optional.empty();
      }
      Closes.only(statement, variable, source.contracts())
          .remove(List.of(body.getLeaf()), changes, source);
    } else if (select.getExpression() instanceof MethodInvocationTree lending) {
      changes.replace(source.end(lending), source.end(call), "");
    } else {
      return Optional.empty();
    }
    return changes.fix("leave it to its owner");
  }

  /// Takes a result out of the scope that would end it.
  Optional<Fix> promote(ReturnTree result) {
    Tree child = result;
    for (TreePath at = TreePath.getPath(body, result); at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof TryTree around && around.getBlock() == child) {
        for (Tree resource : around.getResources()) {
          if (resource instanceof VariableTree scope && promotes(scope, result)) {
            Changes changes = new Changes(source);
            Tree value = result.getExpression();
            changes.insert(source.start(value), scope.getName() + "." + PROMOTE + "(");
            changes.insert(source.end(value), ")");
            return changes.fix("promote it out of `" + scope.getName() + "`");
          }
        }
      }
      child = at.getLeaf();
      if (at.getLeaf() == body.getLeaf()) {
        break;
      }
    }
    return Optional.empty();
  }

  private boolean promotes(VariableTree scope, ReturnTree result) {
    Type value = source.type(result.getExpression());
    return source.declares(
        ASTHelpers.getSymbol(scope).type,
        PROMOTE,
        method ->
            method.getParameters().size() == 1
                && source.contracts().isScoped(method, 0)
                && source
                    .state()
                    .getTypes()
                    .isSubtype(value, method.getParameters().getFirst().type));
  }
}
