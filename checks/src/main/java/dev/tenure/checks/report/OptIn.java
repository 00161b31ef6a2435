package dev.tenure.checks.report;

import com.google.errorprone.ErrorProneFlags;
import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Leaves out what did not opt in, where the build's options say that something has to: by a list
/// of packages, which stand for their sub-packages too, or by an annotation on the package or type.
public final class OptIn {
  /// The option that lists packages.
  public static final String PACKAGES_OPTION = "Tenure:Packages";

  /// The option after which only what is annotated is checked.
  public static final String ANNOTATED_OPTION = "Tenure:OnlyLifetimeChecked";

  private static final String ANNOTATION = "dev.tenure.annotations.LifetimeChecked";

  private OptIn() {}

  /// Returns whether a declaration is to be checked.
  ///
  /// @param declaration the path of any declaration in a source file
  /// @param state where the check stands
  /// @return whether no option leaves it out
  public static boolean includes(TreePath declaration, VisitorState state) {
    ErrorProneFlags flags = state.errorProneOptions().getFlags();
    List<String> packages = flags.getListOrEmpty(PACKAGES_OPTION);
    boolean annotated = flags.getBoolean(ANNOTATED_OPTION).orElse(false);
    if (packages.isEmpty() && !annotated) {
      return true;
    }
    Symbol type = enclosingType(declaration);
    return (annotated && isAnnotated(type)) || (type != null && isListed(type, packages));
  }

  private static @Nullable Symbol enclosingType(TreePath declaration) {
    for (Tree tree : declaration) {
      if (tree instanceof ClassTree type) {
        return ASTHelpers.getSymbol(type);
      }
    }
    return null;
  }

  private static boolean isListed(Symbol type, List<String> packages) {
    String name =
        ASTHelpers.enclosingPackage(type)
            .map(enclosing -> enclosing.getQualifiedName() + ".")
            .orElse("");
    return packages.stream().anyMatch(listed -> name.startsWith(listed + "."));
  }

  private static boolean isAnnotated(@Nullable Symbol type) {
    for (Symbol symbol = type; symbol != null; symbol = symbol.owner) {
      for (Attribute.Compound annotation : symbol.getAnnotationMirrors()) {
        if (annotation.type.tsym.getQualifiedName().contentEquals(ANNOTATION)) {
          return true;
        }
      }
    }
    return false;
  }
}
