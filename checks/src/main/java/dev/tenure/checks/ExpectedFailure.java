package dev.tenure.checks;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/// Recognises lambdas that a test expects to throw, such as `assertThrows(X.class, () -> open())`:
/// what they would acquire is never there to be closed.
final class ExpectedFailure {
  /// The assertions of JUnit, AssertJ and TestNG, by name.
  private static final Set<String> ASSERTIONS =
      Set.of(
          "assertThrows",
          "assertThrowsExactly",
          "assertThatThrownBy",
          "isThrownBy",
          "catchThrowable",
          "catchThrowableOfType",
          "catchException",
          "expectThrows",
          "thenThrownBy");

  private ExpectedFailure() {}

  static boolean isExpectedOf(TreePath lambda) {
    Tree parent = lambda.getParentPath().getLeaf();
    return parent instanceof MethodInvocationTree call
        && ASSERTIONS.contains(ASTHelpers.getSymbol(call).getSimpleName().toString());
  }
}
