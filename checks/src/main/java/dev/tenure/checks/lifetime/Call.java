package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.errorprone.dataflow.cfg.node.ArrayCreationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.MethodInvocationNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.ObjectCreationNode;
import org.jspecify.annotations.Nullable;

/// A method call or object creation in the graph.
///
/// @param tree where it stands; for a call that javac adds, a tree of the graph's own
/// @param method what is called
/// @param receiver what it is called on, if anything
/// @param arguments the arguments, those of variable arity each on its own
record Call(Tree tree, MethodSymbol method, @Nullable Node receiver, List<Node> arguments) {
  /// Returns what a node calls; null if it is no call.
  static @Nullable Call of(Node node, BodySource source) {
    if (node instanceof MethodInvocationNode call) {
      return of(call, source);
    }
    return node instanceof ObjectCreationNode creation ? of(creation, source) : null;
  }

  private static @Nullable Call of(MethodInvocationNode node, BodySource source) {
    MethodInvocationTree tree = node.getTree();
    if (tree == null || !(node.getTarget().getMethod() instanceof MethodSymbol method)) {
      return null;
    }
    Node receiver = method.isStatic() ? null : node.getTarget().getReceiver();
    return new Call(tree, method, receiver, flat(node.getArguments(), source));
  }

  private static Call of(ObjectCreationNode node, BodySource source) {
    MethodSymbol constructor = ASTHelpers.getSymbol(node.getTree());
    return new Call(node.getTree(), constructor, null, flat(node.getArguments(), source));
  }

  private static List<Node> flat(List<Node> arguments, BodySource source) {
    List<Node> flat = new ArrayList<>();
    for (Node argument : arguments) {
      if (argument instanceof ArrayCreationNode array && !source.isWritten(array)) {
        flat.addAll(array.getInitializers());
      } else {
        flat.add(argument);
      }
    }
    return flat;
  }
}
