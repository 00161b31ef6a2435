package dev.tenure.checks.model;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import java.util.Optional;

/// Finds methods in the sources of the compilation. javac's own search walks through the bodies of
/// the whole class for each method; this one looks at the members only.
public final class MethodSource {
  private MethodSource() {}

  /// Returns the declaration of a method.
  ///
  /// @param method any method or constructor
  /// @param trees the sources of the compilation
  /// @return its declaration, if its class is compiled from source and writes it
  public static Optional<MethodTree> of(MethodSymbol method, JavacTrees trees) {
    ClassTree type = method.owner instanceof ClassSymbol owner ? trees.getTree(owner) : null;
    if (type == null) {
      return Optional.empty();
    }
    for (Tree member : type.getMembers()) {
      if (member instanceof JCMethodDecl declaration && method.equals(declaration.sym)) {
        return Optional.of(declaration);
      }
    }
    return Optional.empty();
  }
}
