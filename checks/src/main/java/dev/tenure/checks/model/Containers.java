package dev.tenure.checks.model;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import java.util.Set;

/// The types of the JDK that hold what they are given, and what is read from them in turn.
final class Containers {
  private static final Set<String> ROOTS =
      Set.of(
          "java.util.Collection",
          "java.util.Map",
          "java.util.Map.Entry",
          "java.util.Iterator",
          "java.util.Optional",
          "java.util.stream.Stream");

  private Containers() {}

  static boolean isContainer(Type type, Types types) {
    return type.tsym.getQualifiedName().toString().startsWith("java.")
        && Ancestors.include(ROOTS, type, types);
  }
}
