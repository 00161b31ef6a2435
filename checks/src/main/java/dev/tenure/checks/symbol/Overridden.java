package dev.tenure.checks.symbol;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.TypeSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.List;

/// The methods that a method may override.
///
/// To find out whether it really does makes javac compare signatures and look for implementations,
/// which takes long, above all in a compiler that has just started. Few methods say anything that
/// their overrides inherit, so whoever looks for such words looks at these first, and asks
/// [#isOverridden] of a method that has some.
public final class Overridden {
  private Overridden() {}

  /// Returns the methods that a method may override by name and number of parameters.
  ///
  /// @param method any method
  /// @param types javac's types
  /// @return methods of its class's super-types, the nearest first; none if it is static, private
  ///   or a constructor
  public static List<MethodSymbol> candidates(MethodSymbol method, Types types) {
    if (method.isConstructor() || (method.flags() & (Flags.STATIC | Flags.PRIVATE)) != 0) {
      return List.of();
    }
    List<MethodSymbol> found = List.of();
    for (Type ancestor : types.closure(method.owner.type)) {
      for (Symbol member : ancestor.tsym.members().getSymbolsByName(method.name)) {
        if (mayBeOverridden(member, method)) {
          found = found.isEmpty() ? new ArrayList<>() : found;
          found.add((MethodSymbol) member);
        }
      }
    }
    return found;
  }

  private static boolean mayBeOverridden(Symbol member, MethodSymbol method) {
    return !member.equals(method)
        && member instanceof MethodSymbol other
        && (other.flags() & (Flags.STATIC | Flags.SYNTHETIC | Flags.PRIVATE)) == 0
        && arity(other) == arity(method);
  }

  private static int arity(MethodSymbol method) {
    return method.type.getParameterTypes().size();
  }

  /// Tells whether a candidate is overridden.
  ///
  /// @param candidate one of a method's [#candidates]
  /// @param method the method
  /// @param types javac's types
  /// @return whether a call of the candidate may run the method
  public static boolean isOverridden(MethodSymbol candidate, MethodSymbol method, Types types) {
    return method.overrides(candidate, (TypeSymbol) method.owner, types, true);
  }
}
