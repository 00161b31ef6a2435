package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.util.Optional;

/// Finds the variable or field that a resource is put in where it is made.
final class Holder {
  private final TreePath body;

  Holder(TreePath body) {
    this.body = body;
  }

  /// Returns the local variable that holds a resource.
  ///
  /// @param site the call or creation that it comes from
  /// @param name the name of the first variable that held it, if one did
  Optional<Local> of(Tree site, Optional<String> name) {
    Optional<Local> direct = direct(site).flatMap(symbol -> Local.of(symbol, body));
    return direct.or(() -> name.flatMap(known -> Local.named(known, body)));
  }

  /// Returns the variable that the statement of a site assigns it to.
  Optional<VarSymbol> direct(Tree site) {
    TreePath path = TreePath.getPath(body, site);
    if (path == null) {
      return Optional.empty();
    }
    for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
      switch (at.getLeaf()) {
        case VariableTree variable -> {
          return Optional.of(ASTHelpers.getSymbol(variable));
        }
        case AssignmentTree assignment -> {
          return ASTHelpers.getSymbol(assignment.getVariable()) instanceof VarSymbol variable
              ? Optional.of(variable)
              : Optional.empty();
        }
        case MethodInvocationTree call -> {
          if (!isPassedThrough(call)) {
            return Optional.empty();
          }
        }
        case ParenthesizedTree unused -> {}
        case TypeCastTree unused -> {}
        case ConditionalExpressionTree unused -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPassedThrough(MethodInvocationTree call) {
    return ASTHelpers.getSymbol(call).owner.getQualifiedName().contentEquals("java.util.Objects");
  }
}
