package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.tools.javac.code.Symbol;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/// A condition as text, so that two tests of the same thing are known to agree: `n > 0` here and `n
/// <= 0` there.
///
/// @param text the condition in the form that it shares with its opposite
/// @param negated whether the source says the opposite of the text
/// @param mayChange whether something in it may change without an assignment to a local variable
/// @param calls whether it calls a method
/// @param variables the local variables in it
record ConditionText(
    String text,
    boolean negated,
    boolean mayChange,
    boolean calls,
    Set<VariableElement> variables) {

  private static final List<String> ASKING =
      List.of("equals", "contains", "startsWith", "endsWith", "matches", "is", "has");

  /// Returns the text of the condition that a variable has a constant value.
  static String ofCase(VariableElement variable, ConstantCaseLabelTree label) {
    return variable.getSimpleName() + "==" + label.getConstantExpression();
  }

  /// Returns a condition's text, unless it is one whose next outcome nobody can foresee.
  static Optional<ConditionText> of(Tree condition) {
    if (!(condition instanceof ExpressionTree expression)) {
      return Optional.empty();
    }
    Reader reader = new Reader();
    boolean negated = false;
    if (expression instanceof BinaryTree binary) {
      negated = reader.comparison(binary);
    } else {
      reader.operand(expression);
    }
    return reader.readable
        ? Optional.of(
            new ConditionText(
                reader.text.toString(),
                negated,
                reader.mayChange,
                reader.calls,
                BodySource.LocalVariables.in(condition)))
        : Optional.empty();
  }

  static boolean isCondition(ExpressionTree tree) {
    return switch (tree.getKind()) {
      case CONDITIONAL_AND, CONDITIONAL_OR, LOGICAL_COMPLEMENT, INSTANCE_OF -> true;
      case EQUAL_TO, NOT_EQUAL_TO, LESS_THAN, LESS_THAN_EQUAL -> true;
      case GREATER_THAN, GREATER_THAN_EQUAL -> true;
      default -> false;
    };
  }

  static boolean isJunction(BinaryTree tree) {
    return tree.getKind() == Tree.Kind.CONDITIONAL_AND
        || tree.getKind() == Tree.Kind.CONDITIONAL_OR;
  }

  /// Writes the text, and notes on the way what is in it.
  private static final class Reader {
    private final StringBuilder text = new StringBuilder();
    private boolean readable = true;
    private boolean mayChange;
    private boolean calls;

    private boolean comparison(BinaryTree tree) {
      boolean negated =
          switch (tree.getKind()) {
            case NOT_EQUAL_TO, GREATER_THAN_EQUAL, GREATER_THAN -> true;
            default -> false;
          };
      operand(tree.getLeftOperand());
      text.append(
          switch (tree.getKind()) {
            case EQUAL_TO, NOT_EQUAL_TO -> "==";
            case LESS_THAN, GREATER_THAN_EQUAL -> "<";
            case LESS_THAN_EQUAL, GREATER_THAN -> "<=";
            default -> tree.getKind().name();
          });
      operand(tree.getRightOperand());
      return negated;
    }

    private void operand(ExpressionTree tree) {
      switch (tree) {
        case LiteralTree literal -> text.append(literal.getValue());
        case IdentifierTree name -> name(name);
        case MemberSelectTree select -> {
          operand(select.getExpression());
          text.append('.').append(select.getIdentifier());
          mayChange |= !isFinal(ASTHelpers.getSymbol(select));
        }
        case ParenthesizedTree parenthesized -> operand(parenthesized.getExpression());
        case BinaryTree binary -> {
          operand(binary.getLeftOperand());
          text.append(' ').append(binary.getKind()).append(' ');
          operand(binary.getRightOperand());
        }
        case UnaryTree unary when isPure(unary) -> {
          text.append(unary.getKind());
          operand(unary.getExpression());
        }
        case MethodInvocationTree call when call.getArguments().isEmpty() || asks(call) -> {
          operand(call.getMethodSelect());
          text.append('(');
          for (ExpressionTree argument : call.getArguments()) {
            operand(argument);
            text.append(',');
          }
          text.append(')');
          calls = true;
          mayChange = true;
        }
        default -> readable = false;
      }
    }

    /// Whether a call with arguments tells something of its receiver, and changes nothing.
    private static boolean asks(MethodInvocationTree call) {
      String name = ASTHelpers.getSymbol(call).getSimpleName().toString();
      for (String asking : ASKING) {
        if (name.startsWith(asking)) {
          return true;
        }
      }
      return false;
    }

    private void name(IdentifierTree tree) {
      text.append(tree.getName());
      Symbol symbol = ASTHelpers.getSymbol(tree);
      if (symbol instanceof Symbol.VarSymbol && BodySource.LocalVariables.named(tree).isEmpty()) {
        mayChange |= !isFinal(symbol);
      }
    }

    private static boolean isFinal(@org.jspecify.annotations.Nullable Symbol symbol) {
      return symbol != null && symbol.getModifiers().contains(Modifier.FINAL);
    }

    private static boolean isPure(UnaryTree tree) {
      return switch (tree.getKind()) {
        case UNARY_MINUS, UNARY_PLUS, BITWISE_COMPLEMENT, LOGICAL_COMPLEMENT -> true;
        default -> false;
      };
    }
  }
}
