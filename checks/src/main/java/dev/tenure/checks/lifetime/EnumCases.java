package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Type;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Name;

/// Tells whether a `switch` statement without default names every constant of its enum. Such a
/// statement is taken to be complete, as its author means it, though the language does not say so.
final class EnumCases {
  private EnumCases() {}

  static boolean areComplete(SwitchTree tree) {
    Type type = ASTHelpers.getType(ASTHelpers.stripParentheses(tree.getExpression()));
    if (type == null || tree.getCases().isEmpty() || type.tsym.getKind() != ElementKind.ENUM) {
      return false;
    }
    Set<Name> missing = constants(type.tsym);
    for (CaseTree label : tree.getCases()) {
      for (ExpressionTree constant : label.getExpressions()) {
        Symbol symbol = ASTHelpers.getSymbol(constant);
        if (symbol != null) {
          missing.remove(symbol.getSimpleName());
        }
      }
    }
    return missing.isEmpty();
  }

  private static Set<Name> constants(Symbol type) {
    Set<Name> names = new HashSet<>();
    for (Symbol member : ASTHelpers.getEnclosedElements(type)) {
      if (member.getKind() == ElementKind.ENUM_CONSTANT) {
        names.add(member.getSimpleName());
      }
    }
    return names;
  }
}
