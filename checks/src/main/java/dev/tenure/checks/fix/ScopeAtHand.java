package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hands a resource to a scope that is at hand: `scope.adopt(pool.rent(shape))`.
///
/// Only where that scope begins and ends in the same round of all loops as the resource: it would
/// keep what earlier rounds made, too.
final class ScopeAtHand {
  private static final String ADOPT = "adopt";

  private final Source source;

  ScopeAtHand(Source source) {
    this.source = source;
  }

  /// Returns the fix, if there is a scope that may take the resource.
  ///
  /// @param path the path of the call or creation that the resource comes from
  Optional<Fix> of(TreePath path) {
    Type type = source.type(path.getLeaf());
    return scopes(path).stream()
        .filter(scope -> adopts(scope, type))
        .findFirst()
        .flatMap(scope -> {
          Changes changes = new Changes(source);
          changes.insert(source.start(path.getLeaf()), scope.getName() + "." + ADOPT + "(");
          changes.insert(source.end(path.getLeaf()), ")");
          return changes.fix("hand it to the scope `" + scope.getName() + "`");
        });
  }

  /// The variables around, the nearest first, up to the next loop or the body's own beginning.
  private static List<VariableTree> scopes(TreePath path) {
    List<VariableTree> found = new ArrayList<>();
    Tree child = path.getLeaf();
    for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
      Tree tree = at.getLeaf();
      if (Loops.isLoop(tree) || tree instanceof LambdaExpressionTree || tree instanceof ClassTree) {
        break;
      }
      if (tree instanceof TryTree around && around.getBlock() == child) {
        around.getResources().stream()
            .filter(resource -> resource instanceof VariableTree)
            .forEach(resource -> found.add((VariableTree) resource));
      }
      for (StatementTree statement : Local.statements(tree)) {
        if (statement == child) {
          break;
        }
        if (statement instanceof VariableTree variable) {
          found.add(variable);
        }
      }
      if (tree instanceof MethodTree method) {
        found.addAll(method.getParameters());
        break;
      }
      child = tree;
    }
    return found;
  }

  private boolean adopts(VariableTree scope, Type type) {
    Type declared = ASTHelpers.getSymbol(scope).type;
    return source.contracts().pooling(declared).isPresent()
        && source.declares(
            declared,
            ADOPT,
            method ->
                method.getParameters().size() == 1
                    && source.contracts().statesOwning(method, 0)
                    && source
                        .state()
                        .getTypes()
                        .isSubtype(type, method.getParameters().getFirst().type));
  }
}
