package dev.tenure.checks.model;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.Map;
import java.util.Set;

/// The JDK's static factories that throw for nothing but a null: `List.of`, `Optional.of`.
///
/// A set or map of more than one entry is none of them: it refuses what it is given twice.
final class QuietFactories {
  private static final Map<String, Set<String>> BY_OWNER =
      Map.of(
          "java.util.List", Set.of("of", "copyOf"),
          "java.util.Set", Set.of("of", "copyOf"),
          "java.util.Map", Set.of("of", "entry", "copyOf"),
          "java.util.Arrays", Set.of("asList", "stream"),
          "java.util.Optional", Set.of("of", "ofNullable", "empty"),
          "java.util.stream.Stream", Set.of("of", "ofNullable", "empty"));

  private static final String COLLECTIONS = "java.util.Collections";

  private QuietFactories() {}

  static boolean contains(MethodSymbol method, String owner, String name) {
    if (!method.isStatic() || !owner.startsWith("java.util.")) {
      return false;
    }
    if (owner.equals(COLLECTIONS)) {
      return isWrapping(name);
    }
    return BY_OWNER.getOrDefault(owner, Set.of()).contains(name) && !mayRefuse(method, owner, name);
  }

  private static boolean isWrapping(String name) {
    return name.startsWith("singleton")
        || name.startsWith("empty")
        || name.startsWith("unmodifiable")
        || name.startsWith("synchronized");
  }

  private static boolean mayRefuse(MethodSymbol method, String owner, String name) {
    int given = method.isVarArgs() ? Integer.MAX_VALUE : method.getParameters().size();
    return name.equals("of")
        && ((owner.equals("java.util.Set") && given > 1)
            || (owner.equals("java.util.Map") && given > 2));
  }
}
