package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A local variable that a statement of a block declares.
///
/// @param tree its declaration
/// @param symbol the variable
/// @param block the statements of the block
/// @param index which of them is the declaration
record Local(VariableTree tree, VarSymbol symbol, List<? extends StatementTree> block, int index) {

  /// Returns the variable of a declaration, if that is a statement of its own.
  static Optional<Local> of(TreePath declaration) {
    if (!(declaration.getLeaf() instanceof VariableTree tree)) {
      return Optional.empty();
    }
    List<? extends StatementTree> block = statements(declaration.getParentPath().getLeaf());
    int index = block.indexOf(tree);
    return index < 0 || sharesItsType(block, index)
        ? Optional.empty()
        : Optional.of(new Local(tree, ASTHelpers.getSymbol(tree), block, index));
  }

  /// Returns a variable by name, if a body declares one of the name, and by a statement of its own.
  static Optional<Local> named(String name, TreePath body) {
    TreePath[] found = new TreePath[2];
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
        if (tree.getName().contentEquals(name)) {
          found[found[0] == null ? 0 : 1] = getCurrentPath();
        }
        return super.visitVariable(tree, null);
      }
    }.scan(body, null);
    return found[0] == null || found[1] != null ? Optional.empty() : of(found[0]);
  }

  /// Returns the declaration of a variable in a body.
  static Optional<Local> of(VarSymbol symbol, TreePath body) {
    TreePath[] found = new TreePath[1];
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
        if (symbol.equals(ASTHelpers.getSymbol(tree))) {
          found[0] = getCurrentPath();
        }
        return super.visitVariable(tree, null);
      }
    }.scan(body, null);
    return found[0] == null ? Optional.empty() : of(found[0]);
  }

  /// Returns the statements of a block or of a group of a switch; none for any other tree.
  static List<? extends StatementTree> statements(Tree parent) {
    return switch (parent) {
      case BlockTree block -> block.getStatements();
      case CaseTree group when group.getStatements() != null -> group.getStatements();
      default -> List.of();
    };
  }

  /// Whether one declaration declares several variables, as in `int a, b`.
  private static boolean sharesItsType(List<? extends StatementTree> block, int index) {
    int start = ASTHelpers.getStartPosition(block.get(index));
    boolean before = index > 0 && start == ASTHelpers.getStartPosition(block.get(index - 1));
    boolean after =
        index + 1 < block.size() && start == ASTHelpers.getStartPosition(block.get(index + 1));
    return before || after;
  }

  String name() {
    return tree.getName().toString();
  }
}
