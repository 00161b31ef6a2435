package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells whether a body waits for the tasks that it starts: then what they capture is alive while
/// they run, as far as anybody can see.
final class Waiting extends TreeScanner<@Nullable Void, @Nullable Void> {
  private static final Set<String> WAITING =
      Set.of(
          "join",
          "await",
          "awaitTermination",
          "awaitQuiescence",
          "invokeAll",
          "invokeAny",
          "resultNow",
          "acquire",
          "getNow");

  private boolean found;

  private Waiting() {}

  static boolean in(Tree body) {
    Waiting waiting = new Waiting();
    waiting.scan(body, null);
    return waiting.found;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    if (ASTHelpers.getSymbol((Tree) tree) instanceof MethodSymbol method) {
      String name = method.getSimpleName().toString();
      boolean future = method.owner.getSimpleName().toString().endsWith("Future");
      found |= WAITING.contains(name) || (name.equals("get") && future);
    }
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    for (Tree resource : tree.getResources()) {
      found |= resource instanceof VariableTree variable && waitsWhenClosed(variable);
    }
    return super.visitTry(tree, null);
  }

  /// The end of an executor's try waits for its tasks.
  private static boolean waitsWhenClosed(VariableTree variable) {
    String type = String.valueOf(ASTHelpers.getType(variable));
    return type.contains("Executor") || type.contains("TaskScope");
  }
}
