package dev.tenure.checks.model;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import java.util.Set;

/// The types that a type is or extends, by name.
public final class Ancestors {
  private Ancestors() {}

  /// Tells whether a type is one of some types or a subtype of one.
  ///
  /// @param names their qualified names
  /// @param type the type in question
  /// @param types javac's own
  /// @return whether one of them is among its ancestors, or itself
  public static boolean include(Set<String> names, Type type, Types types) {
    for (Type ancestor : types.closure(types.erasure(type))) {
      if (names.contains(ancestor.tsym.getQualifiedName().toString())) {
        return true;
      }
    }
    return false;
  }
}
