package dev.tenure.checks.model;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Types;
import java.util.Set;

/// Calls of the JDK that keep the function they are given, and run it on another thread or later.
final class LaterCalls {
  private static final Set<String> EXECUTOR = Set.of("java.util.concurrent.Executor");

  private static final Set<String> EXECUTING =
      Set.of("execute", "submit", "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay");

  private LaterCalls() {}

  static boolean contains(MethodSymbol method, Types types) {
    String name = method.getSimpleName().toString();
    String owner = method.owner.getQualifiedName().toString();
    if (!owner.startsWith("java.")) {
      return EXECUTING.contains(name) && Ancestors.include(EXECUTOR, method.owner.type, types);
    }
    return switch (owner) {
      case "java.lang.Thread" -> method.isConstructor() || name.equals("startVirtualThread");
      case "java.util.Timer" -> name.startsWith("schedule");
      case "java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage" ->
          name.endsWith("Async");
      case "java.util.concurrent.StructuredTaskScope" -> name.equals("fork");
      case "java.lang.ref.Cleaner" -> name.equals("register");
      default ->
          owner.startsWith("java.lang.Thread.Builder")
              ? name.equals("start") || name.equals("unstarted")
              : EXECUTING.contains(name) && Ancestors.include(EXECUTOR, method.owner.type, types);
    };
  }
}
