package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.model.ParameterContract;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a local container is used so simply that what it holds can be closed after its last use:
/// nobody else gets it, takes elements out, or closes them. A construct that is not known says no.
final class ContainerUses extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private static final Set<String> KNOWN =
      Set.of(
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "put",
          "push",
          "offer",
          "set",
          "size",
          "isEmpty",
          "contains",
          "containsKey",
          "keySet",
          "values",
          "entrySet",
          "isPresent",
          "clear",
          "forEach",
          "get",
          "getFirst",
          "getLast",
          "peek",
          "length");

  private final Source source;
  private final VarSymbol container;
  private final Collection<Tree> removed;
  private boolean simple = true;

  private ContainerUses(Source source, VarSymbol container, Collection<Tree> removed) {
    this.source = source;
    this.container = container;
    this.removed = removed;
  }

  /// Returns whether all uses are simple.
  ///
  /// @param body the path of the declaration that the container is in
  /// @param removed statements that will not be there any more
  static boolean areSimple(
      Source source, TreePath body, VarSymbol container, Collection<Tree> removed) {
    ContainerUses uses = new ContainerUses(source, container, removed);
    uses.scan(body, null);
    return uses.simple;
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    return tree == null || removed.contains(tree) ? null : super.scan(tree, null);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    if (container.equals(ASTHelpers.getSymbol(tree))) {
      TreePath parent = getCurrentPath().getParentPath();
      simple &=
          switch (parent.getLeaf()) {
            case MemberSelectTree member -> KNOWN.contains(member.getIdentifier().toString());
            case ArrayAccessTree element -> element.getExpression() == tree;
            case EnhancedForLoopTree loop -> loop.getExpression() == tree;
            case MethodInvocationTree call -> onlyBorrows(call, tree);
            default -> false;
          };
      simple &= !isIn(LambdaExpressionTree.class, parent);
    }
    return null;
  }

  /// Whether a method that the container is passed to leaves its elements to us. Where that is not
  /// known, nothing was found.
  private boolean onlyBorrows(MethodInvocationTree call, Tree argument) {
    int index = call.getArguments().indexOf(argument);
    return index >= 0
        && source.contracts().parameter(ASTHelpers.getSymbol(call), index)
            == ParameterContract.BORROWS;
  }

  private static boolean isIn(Class<? extends Tree> kind, TreePath path) {
    for (Tree each : path) {
      if (kind.isInstance(each)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    MethodSymbol method = ASTHelpers.getSymbol(tree);
    simple &= !closesAnElement(method) && !source.contracts().soundsLikeClosing(method);
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    simple &= !closesAnElement(ASTHelpers.getSymbol(tree));
    return super.visitMemberReference(tree, null);
  }

  private boolean closesAnElement(MethodSymbol method) {
    return source.contracts().isClosing(method)
        && source.contracts().pooling(method.owner.type).isPresent();
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    simple &= tree.getExpression() == null || Region.isPlain(source.type(tree.getExpression()));
    return super.visitReturn(tree, null);
  }
}
