package dev.tenure.checks.fix;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import java.util.List;

/// Whether an expression may be evaluated before the rest of its statement: it is evaluated once,
/// whatever comes out, and what stands before it changes nothing.
final class Order {
  private Order() {}

  /// Returns the path of the statement that an expression may be moved in front of, or null.
  static boolean mayGoFirst(TreePath expression) {
    TreePath at = expression;
    while (!(at.getLeaf() instanceof StatementTree)) {
      TreePath parent = at.getParentPath();
      if (parent == null || !isFirst(at.getLeaf(), parent.getLeaf())) {
        return false;
      }
      at = parent;
    }
    return true;
  }

  private static boolean isFirst(Tree child, Tree parent) {
    return switch (parent) {
      case MethodInvocationTree call ->
          child == call.getMethodSelect()
              || (arePure(List.of(call.getMethodSelect())) && isFirst(call.getArguments(), child));
      case NewClassTree creation ->
          creation.getEnclosingExpression() == null && isFirst(creation.getArguments(), child);
      case NewArrayTree array ->
          array.getInitializers() != null && isFirst(array.getInitializers(), child);
      case BinaryTree operation -> isFirst(operation, child);
      case ArrayAccessTree element ->
          child == element.getExpression() || Uses.isPure(element.getExpression());
      case AssignmentTree assignment ->
          child == assignment.getExpression() && Uses.isPure(assignment.getVariable());
      case MemberSelectTree unused -> true;
      case ParenthesizedTree unused -> true;
      case TypeCastTree unused -> true;
      case UnaryTree unused -> true;
      case InstanceOfTree unused -> true;
      case ExpressionStatementTree unused -> true;
      case ReturnTree unused -> true;
      case ThrowTree unused -> true;
      case YieldTree unused -> true;
      case VariableTree unused -> true;
      case IfTree test -> child == test.getCondition();
      case EnhancedForLoopTree loop -> child == loop.getExpression();
      case SwitchTree choice -> child == choice.getExpression();
      default -> false;
    };
  }

  private static boolean isFirst(BinaryTree operation, Tree child) {
    boolean lazy =
        operation.getKind() == Tree.Kind.CONDITIONAL_AND
            || operation.getKind() == Tree.Kind.CONDITIONAL_OR;
    return child == operation.getLeftOperand()
        || (!lazy && Uses.isPure(operation.getLeftOperand()));
  }

  private static boolean isFirst(List<? extends ExpressionTree> all, Tree child) {
    int index = all.indexOf(child);
    return index >= 0 && arePure(all.subList(0, index));
  }

  private static boolean arePure(List<? extends ExpressionTree> expressions) {
    return expressions.stream().allMatch(Uses::isPure);
  }
}
