package dev.tenure.checks.allocation;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells where a primitive becomes a new object.
///
/// The values that JLS 5.1.7 asks to be kept are not new: every boolean and byte, and constants
/// from -128 to 127.
final class Boxing {
  private static final int SMALLEST_KEPT = -128;
  private static final int LARGEST_KEPT = 127;

  private static final Set<String> KEPT = Set.of("java.lang.Boolean", "java.lang.Byte");

  private Boxing() {}

  /// Whether handing an expression to a place of some type makes an object.
  static boolean allocates(@Nullable Tree expression, @Nullable Type place) {
    Type type = ASTHelpers.getType(expression);
    return expression != null
        && type != null
        && type.isPrimitive()
        && isObject(place)
        && !isKept(expression, type);
  }

  /// Whether a number of a box's type was put into a new one, as `+=` and `++` do.
  static boolean replaces(@Nullable Type box) {
    return box != null && isObject(box) && !KEPT.contains(box.tsym.getQualifiedName().toString());
  }

  /// Whether taking an array's primitives into a variable of some type makes objects.
  static boolean allocates(Type element, @Nullable Type place) {
    return element.isPrimitive() && isObject(place) && !isKept(element);
  }

  private static boolean isObject(@Nullable Type type) {
    return type != null
        && !type.isPrimitive()
        && !type.hasTag(TypeTag.VOID)
        && !type.hasTag(TypeTag.NONE)
        && !type.hasTag(TypeTag.ERROR);
  }

  private static boolean isKept(Tree expression, Type type) {
    if (isKept(type)) {
      return true;
    }
    return switch (expression) {
      case ParenthesizedTree inner -> isKept(inner.getExpression(), type);
      case ConditionalExpressionTree choice ->
          isKept(choice.getTrueExpression(), type) && isKept(choice.getFalseExpression(), type);
      case ExpressionTree other -> isSmall(ASTHelpers.constValue(other));
      default -> false;
    };
  }

  private static boolean isKept(Type primitive) {
    return primitive.hasTag(TypeTag.BOOLEAN) || primitive.hasTag(TypeTag.BYTE);
  }

  private static boolean isSmall(@Nullable Object constant) {
    return switch (constant) {
      case Character character -> character <= LARGEST_KEPT;
      case Float unused -> false;
      case Double unused -> false;
      case Number number ->
          number.longValue() >= SMALLEST_KEPT && number.longValue() <= LARGEST_KEPT;
      case null, default -> false;
    };
  }
}
