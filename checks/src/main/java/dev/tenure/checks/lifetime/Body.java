package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.List;
import java.util.Optional;
import org.checkerframework.errorprone.dataflow.cfg.UnderlyingAST;
import org.jspecify.annotations.Nullable;

/// Code that runs as one: the body of a method, constructor or lambda, an initializer block, or the
/// initializer of a field.
///
/// @param path the path of the code itself
/// @param parameters the parameters that it is called with
/// @param type the class that it is in
/// @param method the method or constructor that it is the body of, if it is one
/// @param lambda the lambda that it is the body of, if it is one
record Body(
    TreePath path,
    List<? extends VariableTree> parameters,
    ClassTree type,
    @Nullable MethodSymbol method,
    @Nullable LambdaExpressionTree lambda) {

  /// Returns the body that belongs to a declaration, if it has one.
  static Optional<Body> of(TreePath declaration) {
    ClassTree type = enclosing(declaration);
    if (type == null) {
      return Optional.empty();
    }
    Tree tree = declaration.getLeaf();
    if (tree instanceof MethodTree method) {
      return ofMethod(declaration, method, type);
    }
    if (tree instanceof LambdaExpressionTree lambda) {
      return Optional.of(ofLambda(declaration, lambda, type));
    }
    return tree instanceof BlockTree
            || (tree instanceof VariableTree field && field.getInitializer() != null)
        ? Optional.of(ofInitializer(declaration, type))
        : Optional.empty();
  }

  private static Optional<Body> ofMethod(TreePath path, MethodTree method, ClassTree type) {
    BlockTree body = method.getBody();
    return body == null
        ? Optional.empty()
        : Optional.of(
            new Body(
                new TreePath(path, body),
                method.getParameters(),
                type,
                ASTHelpers.getSymbol(method),
                null));
  }

  private static Body ofLambda(TreePath path, LambdaExpressionTree lambda, ClassTree type) {
    return new Body(
        new TreePath(path, lambda.getBody()), lambda.getParameters(), type, null, lambda);
  }

  private static Body ofInitializer(TreePath path, ClassTree type) {
    return new Body(path, List.of(), type, null, null);
  }

  private static @Nullable ClassTree enclosing(TreePath path) {
    for (Tree tree : path) {
      if (tree instanceof ClassTree type) {
        return type;
      }
    }
    return null;
  }

  /// What the graph is built for. Most bodies are not followed, and load no class of the library.
  UnderlyingAST code() {
    if (lambda != null) {
      return new UnderlyingAST.CFGLambda(lambda, type, null);
    }
    return path.getParentPath().getLeaf() instanceof MethodTree declaration
        ? new UnderlyingAST.CFGMethod(declaration, type)
        : new UnderlyingAST.CFGStatement(path.getLeaf(), type);
  }

  Tree tree() {
    return path.getLeaf();
  }
}
